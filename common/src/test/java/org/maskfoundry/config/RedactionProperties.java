package org.maskfoundry.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

class RedactionProperties {

  /** Keys as AWS and others make them; they begin with what no other part of the tests holds. */
  @Provide
  Arbitrary<String> secrets() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('A', 'Z')
        .numeric()
        .withChars('/', '+', '=', '-', '_', '.', '~', '%')
        .ofMinLength(4)
        .ofMaxLength(60)
        .map(rest -> "Qz" + rest);
  }

  @Provide
  Arbitrary<String> forms() {
    return Arbitraries.of(
        "s3a://AKIA:%s@bucket/a.jpg",
        "jdbc:mysql://user:%s@host:3306/db",
        "https://host/a.jpg?X-Amz-Signature=%s&x=1",
        "https://host/a.jpg?x=1&AWSAccessKeyId=%s#row=1",
        "https://host/a.jpg?token=%s",
        "jdbc:postgresql://host/db?password=%s",
        "fs.s3a.secret.key=%s",
        "spark.hadoop.fs.s3a.bucket.b.session.token: %s",
        "export AWS_SECRET_ACCESS_KEY='%s'",
        "{\"client_secret\":\"%s\"}");
  }

  @Property
  void noFormOfASecretIsLeftInAnyMessage(
      @ForAll("secrets") String secret,
      @ForAll("forms") String form,
      @ForAll @NumericChars @StringLength(max = 20) String before) {
    String text = before + " " + form.formatted(secret) + " failed";

    String redacted = Redaction.text(text);

    assertThat(redacted).doesNotContain(secret).doesNotContain("Qz").endsWith(" failed");
    assertThat(Redaction.text(redacted)).isEqualTo(redacted);
  }

  @Property
  void aKnownSecretIsLeftNowhere(
      @ForAll("secrets") String secret, @ForAll @StringLength(max = 40) String around) {
    String known = secret + "12345678";
    Redaction redaction = Redaction.of(Map.of("MY_TOKEN", known), new Properties());

    assertThat(redaction.redact(around + known + around)).doesNotContain(known);
  }

  @Property
  void addressesWithoutSecretsStayAsTheyAre(
      @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 12) String bucket,
      @ForAll("paths") String path) {
    assertThat(Redaction.uri("s3a://" + bucket + "/" + path))
        .isEqualTo("s3a://" + bucket + "/" + path);
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.strings().withCharRange('!', '~').excludeChars('?').ofMaxLength(40);
  }
}
