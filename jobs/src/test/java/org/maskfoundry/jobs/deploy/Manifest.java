package org.maskfoundry.jobs.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import org.apache.spark.SparkConf;

/**
 * One document of a file in {@code deploy/kubernetes}.
 *
 * @param document all of it
 */
record Manifest(ObjectNode document) {

  private static final YAMLMapper YAML = new YAMLMapper();

  /** The only document of a file. */
  static Manifest of(String file) throws IOException {
    List<ObjectNode> documents = documents(file);
    if (documents.size() != 1) {
      throw new IOException(file + " has " + documents.size() + " documents, expected one");
    }
    return new Manifest(documents.get(0));
  }

  /** All documents of a file. */
  static List<ObjectNode> documents(String file) throws IOException {
    try (MappingIterator<ObjectNode> documents =
        YAML.readerFor(ObjectNode.class)
            .readValues(Deployment.FOLDER.resolve("kubernetes").resolve(file).toFile())) {
      return documents.readAll();
    }
  }

  /** What says how to run the application, scheduled or not. */
  ObjectNode application() {
    return (ObjectNode)
        document.at(document.at("/spec/template").isMissingNode() ? "/spec" : "/spec/template");
  }

  /** A text of the application. */
  String text(String pointer) {
    JsonNode value = application().at(pointer);
    if (!value.isValueNode()) {
      throw new IllegalArgumentException("no value at " + pointer);
    }
    return value.asText();
  }

  /**
   * What the operator starts spark-submit with. Its {@code gpu} is not among it, nor are security
   * contexts: those are added to pods afterwards.
   */
  SparkConf sparkConf() {
    SparkConf conf =
        new SparkConf(false).set("spark.app.name", document.at("/metadata/name").asText());
    application()
        .get("sparkConf")
        .properties()
        .forEach(entry -> conf.set(entry.getKey(), entry.getValue().asText()));
    conf.set("spark.kubernetes.namespace", document.at("/metadata/namespace").asText());
    conf.set("spark.kubernetes.container.image", text("/image"));
    conf.set("spark.executor.instances", text("/executor/instances"));
    conf.set(
        "spark.kubernetes.authenticate.driver.serviceAccountName", text("/driver/serviceAccount"));
    for (String role : List.of("driver", "executor")) {
      String prefix = "spark." + role;
      conf.set(prefix + ".cores", text("/" + role + "/cores"));
      conf.set(prefix + ".memory", text("/" + role + "/memory"));
      conf.set(prefix + ".memoryOverhead", text("/" + role + "/memoryOverhead"));
      conf.set(prefix + ".extraJavaOptions", text("/" + role + "/javaOptions"));
    }
    return conf;
  }
}
