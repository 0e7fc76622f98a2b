package org.maskfoundry.jobs.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.maskfoundry.annotation.CheckSettings;
import org.maskfoundry.annotation.ReviewSettings;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.SettingsCheck;
import org.maskfoundry.detect.DetectorSettings;
import org.maskfoundry.detect.PrefillSettings;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.jobs.spark.JobSettings;
import org.maskfoundry.jobs.spark.WaveSettings;
import org.maskfoundry.jobs.spark.embed.EmbeddingSettings;
import org.maskfoundry.jobs.spark.ingest.IngestSettings;
import org.maskfoundry.jobs.spark.isolation.WatchSettings;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.paint.PaintSettings;
import org.maskfoundry.segment.GeneratorOptions;
import org.maskfoundry.training.TrainingSettings;

/** The commands that take settings, each with those it knows. */
enum Job {
  /** Masks for many images. */
  GENERATE,
  /** Image embeddings, ahead of annotators. */
  EMBED,
  /** What people annotated. */
  INGEST,
  /** Masks for one image. */
  MASKS,
  /** Masks painted into copies of images. */
  PAINT,
  /** What a detector is sure of. */
  PREFILL,
  /** Answers to one prompt. */
  PREDICT,
  /** A detector of any object. */
  TRAIN_DETECTOR;

  /** The settings the command knows, concern by concern. */
  List<Setting<?>> settings() {
    List<List<Setting<?>>> concerns =
        switch (this) {
          case GENERATE ->
              List.of(
                  GeneratorOptions.all(),
                  ImageSettings.all(),
                  DeviceSettings.all(),
                  JobSettings.all(),
                  WaveSettings.all(),
                  WatchSettings.all());
          case EMBED ->
              List.of(
                  EmbeddingSettings.all(),
                  ImageSettings.all(),
                  DeviceSettings.all(),
                  JobSettings.all(),
                  WaveSettings.all(),
                  WatchSettings.all());
          case INGEST ->
              List.of(
                  CheckSettings.all(),
                  ReviewSettings.all(),
                  IngestSettings.all(),
                  ImageSettings.all(),
                  JobSettings.all());
          case MASKS -> List.of(GeneratorOptions.all(), ImageSettings.all(), DeviceSettings.all());
          case PAINT ->
              List.of(
                  PaintSettings.all(),
                  List.of(DeviceSettings.DEVICE, DeviceSettings.THREADS),
                  JobSettings.all(),
                  WaveSettings.all(),
                  WatchSettings.all());
          case PREFILL ->
              List.of(
                  DetectorSettings.all(),
                  PrefillSettings.all(),
                  ImageSettings.all(),
                  DeviceSettings.all(),
                  JobSettings.all(),
                  WaveSettings.all(),
                  WatchSettings.all());
          case TRAIN_DETECTOR ->
              List.of(
                  TrainingSettings.all(),
                  ImageSettings.all(),
                  DeviceSettings.all(),
                  JobSettings.all(),
                  WaveSettings.all(),
                  WatchSettings.all());
          case PREDICT -> List.of(ImageSettings.all(), DeviceSettings.all());
        };
    return concerns.stream().flatMap(List::stream).toList();
  }

  /** The rules over several of them. */
  List<SettingsCheck> checks() {
    return switch (this) {
      case GENERATE, MASKS -> List.of(GeneratorOptions::check);
      case TRAIN_DETECTOR -> List.of(TrainingSettings::check);
      case EMBED, INGEST, PAINT, PREFILL, PREDICT -> List.of();
    };
  }

  /** The command's name. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The settings any command knows. */
  static Set<Setting<?>> settingsOfAll() {
    Set<Setting<?>> all = new LinkedHashSet<>();
    Stream.of(values()).map(Job::settings).forEach(all::addAll);
    return all;
  }
}
