package org.maskfoundry.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskfoundry.jobs.cli.Maskfoundry;

/** The manifests as the operator's schema and the container image have it. */
class KubernetesManifestsTest {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static JsonSchema schema;

  @BeforeAll
  static void readSchema() throws IOException {
    try (InputStream file =
        KubernetesManifestsTest.class.getResourceAsStream("sparkoperator-v1beta2.schema.yaml")) {
      schema =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
              .getSchema(YAML.readTree(file));
    }
  }

  private static Set<String> problems(JsonNode manifest) {
    return schema.validate(manifest).stream()
        .map(ValidationMessage::getMessage)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"generate.yaml", "generate-scheduled.yaml"})
  void theOperatorsSchemaHasNothingAgainstIt(String file) throws IOException {
    assertThat(problems(Manifest.of(file).document())).isEmpty();
  }

  /** Each breaks one thing at a pointer into the application. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                   | memoryOverhed | 6g     ", // no such field
        " /executor         | memoryOverhed | 6g     ",
        " /executor         | memory        | 6      ", // texts, not numbers
        " /sparkConf        | some.key      | 1      ",
        " /executor/gpu     | quantity      | '\"1\"'",
        " /executor         | instances     | 0      ", // limits
        " /restartPolicy    | type          | Often  ", // choices
        " /restartPolicy    | onFailureRetries | -1  ",
        "                   | mode          | local  ",
        "                   | driver        | null   ",
        " /driver/podSecurityContext | runAsUser | root ",
      })
  void aBrokenManifestIsRefused(String pointer, String field, String value) throws IOException {
    for (String file : List.of("generate.yaml", "generate-scheduled.yaml")) {
      Manifest manifest = Manifest.of(file);
      ObjectNode place = (ObjectNode) manifest.application().at(pointer == null ? "" : pointer);
      place.set(field, YAML.readTree(value));

      assertThat(problems(manifest.document())).as(file).isNotEmpty();
    }
  }

  @Test
  void aScheduledOneHasToSayWhen() throws IOException {
    Manifest manifest = Manifest.of("generate-scheduled.yaml");
    ((ObjectNode) manifest.document().get("spec")).remove("schedule");

    assertThat(problems(manifest.document())).isNotEmpty();
  }

  @Test
  void noRunStartsBesideAnother() throws IOException {
    assertThat(Manifest.of("generate-scheduled.yaml").document().at("/spec/concurrencyPolicy"))
        .hasToString("\"Forbid\"");
  }

  @Test
  void bothRunTheSameButForTheirRestarts() throws IOException {
    ObjectNode once = Manifest.of("generate.yaml").application();
    ObjectNode scheduled = Manifest.of("generate-scheduled.yaml").application();
    assertThat(once.remove("restartPolicy")).isNotEqualTo(scheduled.remove("restartPolicy"));
    assertThat(once).isEqualTo(scheduled);
  }

  @Test
  void theApplicationIsThatOfTheImage() throws IOException {
    Manifest manifest = Manifest.of("generate.yaml");
    Dockerfile image = Dockerfile.read();

    assertThat(manifest.text("/mainClass")).isEqualTo(Maskfoundry.class.getName());
    assertThat("local://" + image.home() + "/maskfoundry-jobs.jar")
        .isEqualTo(manifest.text("/mainApplicationFile"));
    assertThat(manifest.text("/driver/javaOptions"))
        .contains("-Dmaskfoundry.conf=" + image.home() + "/conf ")
        .contains("-Dlog4j2.configurationFile=" + image.home() + "/log4j2.properties ");
    assertThat(image.argument("SPARK_IMAGE")).contains(":" + manifest.text("/sparkVersion") + "-");
    for (String role : List.of("driver", "executor")) {
      String context = "/" + role + "/podSecurityContext";
      assertThat(manifest.text(context + "/runAsNonRoot")).isEqualTo("true");
      assertThat(manifest.text(context + "/runAsUser")).isEqualTo(image.stage("cuda").user());
    }
  }

  @Test
  void theAccountOfTheDriverMayStartExecutors() throws IOException {
    List<ObjectNode> documents = Manifest.documents("rbac.yaml");
    JsonNode account = kind(documents, "ServiceAccount");
    JsonNode role = kind(documents, "Role");
    JsonNode binding = kind(documents, "RoleBinding");

    assertThat(account.at("/metadata/name").asText())
        .isEqualTo(Manifest.of("generate.yaml").text("/driver/serviceAccount"))
        .isEqualTo(binding.at("/subjects/0/name").asText());
    assertThat(binding.at("/roleRef/name")).isEqualTo(role.at("/metadata/name"));
    assertThat(role.at("/rules/0/resources")).extracting(JsonNode::asText).contains("pods");
    assertThat(role.at("/rules/0/verbs")).extracting(JsonNode::asText).contains("create", "delete");
    assertThat(documents)
        .extracting(document -> document.at("/metadata/namespace"))
        .containsOnly(Manifest.of("generate.yaml").document().at("/metadata/namespace"));
  }

  private static JsonNode kind(List<ObjectNode> documents, String kind) {
    return documents.stream()
        .filter(document -> document.get("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }
}
