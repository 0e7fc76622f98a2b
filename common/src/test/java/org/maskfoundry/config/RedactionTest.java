package org.maskfoundry.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s3a://AKIA1:wJal/rXU@bucket/a@b.jpg | s3a://***@bucket/a@b.jpg",
        "s3a://AKIA1:wJal+rXU@bucket/a.jpg | s3a://***@bucket/a.jpg",
        "https://ghp_12345@host/a.jpg | https://***@host/a.jpg",
        "jdbc:postgresql://me:p@ss@host:5432/db | jdbc:postgresql://***@host:5432/db",
        "jdbc:postgresql://host/db?user=me&password=hunter2&ssl=true | jdbc:postgresql://host/db?user=me&password=***&ssl=true",
        "https://b.s3.amazonaws.com/a.jpg?X-Amz-Credential=AKIA%2F1&X-Amz-Date=2&X-Amz-Signature=12ab#offset=0&length=5"
            + " | https://b.s3.amazonaws.com/a.jpg?X-Amz-Credential=***&X-Amz-Date=2&X-Amz-Signature=***#offset=0&length=5",
        "https://b/a.jpg?AWSAccessKeyId=AKIA&Expires=1&Signature=x%3D | https://b/a.jpg?AWSAccessKeyId=***&Expires=1&Signature=***",
        "https://account.blob.core.windows.net/c/a.jpg?sv=1&sig=abc | https://account.blob.core.windows.net/c/a.jpg?sv=1&sig=***",
        "https://host/a.jpg%3Fx=1&token=abc | https://host/a.jpg%3Fx=1&token=***",
        "https://host/a.jpg?token=abc | https://host/a.jpg?token=***",
      })
  void aUriIsLeftWithItsObject(String uri, String redacted) {
    assertThat(Redaction.uri(uri)).isEqualTo(redacted);
    assertThat(Redaction.text("cannot read " + uri)).isEqualTo("cannot read " + redacted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3a://bucket/token=5/secret.jpg",
        "s3a://bucket/a@b:c.jpg",
        "s3a://bucket/a;token=5&sig=6.jpg",
        "what?token=1.jpg",
        "photos/a;token=5.jpg",
        "abfss://container@account.dfs.core.windows.net/a.jpg",
        "hdfs://name:8020/a@b.jpg",
        "file:///photos/password=x%3Ftoken=1.jpg",
        "photos/me@home: a.jpg",
        "https://host:8443/a@b.jpg?width=5",
      })
  void whatNamesAnObjectIsKept(String uri) {
    assertThat(Redaction.uri(uri)).isEqualTo(uri);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:sqlserver://host;user=me;password=hunter2;x=1 | jdbc:sqlserver://host;user=me;password=***;x=1",
        "spark.hadoop.fs.s3a.secret.key=wJal/rXU+1 | spark.hadoop.fs.s3a.secret.key=***",
        "fs.s3a.bucket.b.session.token = abc | fs.s3a.bucket.b.session.token = ***",
        "fs.s3a.access.key=AKIA | fs.s3a.access.key=***",
        "AWS_SECRET_ACCESS_KEY=x AWS_REGION=eu | AWS_SECRET_ACCESS_KEY=*** AWS_REGION=eu",
        "{\"password\": \"a b\", \"n\": 1} | {\"password\": ***, \"n\": 1}",
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIA/2026, SignedHeaders=host, Signature=12ab"
            + " | Authorization: AWS4-HMAC-SHA256 Credential=*** SignedHeaders=host, Signature=***",
        "Authorization: Bearer abcdefgh.ijk | Authorization: Bearer ***",
        "fs.s3a.aws.credentials.provider=org.x.Provider | fs.s3a.aws.credentials.provider=org.x.Provider",
        "points_per_side: expected 1, found 0 | points_per_side: expected 1, found 0",
      })
  void whatIsCalledASecretIsNotSaid(String text, String redacted) {
    assertThat(Redaction.text(text)).isEqualTo(redacted);
  }

  @Test
  void secretsOfTheEnvironmentAreFoundWhereverTheyStand() {
    Properties properties = new Properties();
    properties.setProperty("spark.hadoop.fs.s3a.secret.key", "qwert/zuiop+1");
    properties.setProperty("spark.master", "local[2]:long");
    Redaction redaction =
        Redaction.of(
            Map.of("AWS_SECRET_ACCESS_KEY", "abc/defgh", "HOME", "/home/someone"), properties);

    assertThat(
            redaction.redact(
                "<abc/defgh> abc%2Fdefgh qwert/zuiop+1 at /home/someone local[2]:long"))
        .isEqualTo("<***> *** *** at /home/someone local[2]:long");
  }

  @Test
  void theFolderThatAShellIsInIsNoSecret() {
    Redaction redaction =
        Redaction.of(
            Map.of("PWD", "/home/someone/photos", "OLDPWD", "/home/someone", "DB_PWD", "abc/defgh"),
            new Properties());

    assertThat(redaction.redact("Look at /home/someone/photos/index.html abc/defgh"))
        .isEqualTo("Look at /home/someone/photos/index.html ***");
  }

  @Test
  void aSecretArgumentIsOneToItsEnd() {
    assertThat(
            Redaction.commandLine(
                List.of("generate", "--set", "x.password=a b&c;d", "--images", "s3a://k:s@b/p")))
        .isEqualTo("generate --set x.password=*** --images s3a://***@b/p");
  }

  @ParameterizedTest
  @CsvSource({
    "s3a://AKIA:se/cret@bucket/a, true",
    "s3://AKIA@bucket, true",
    "s3a://bucket/a@b:c, false",
    "abfss://container@account/a, false",
    "photos, false"
  })
  void keysInAnS3AddressAreTold(String uri, boolean hasLogin) {
    assertThat(Redaction.hasLogin(uri)).isEqualTo(hasLogin);
  }
}
