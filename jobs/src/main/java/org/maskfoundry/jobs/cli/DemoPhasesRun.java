package org.maskfoundry.jobs.cli;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.config.Settings;
import org.maskfoundry.config.SettingsResolver;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.detect.DetectorBundle;
import org.maskfoundry.jobs.phase.PaintingWork;
import org.maskfoundry.jobs.phase.TrainingWork;
import org.maskfoundry.jobs.spark.RowMapping;
import org.maskfoundry.jobs.table.DatasetReader;
import org.maskfoundry.jobs.table.RetryErrors;
import org.maskfoundry.jobs.table.RowSelection;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.model.Bundle;

/**
 * What {@code demo --phases all} does: the whole loop of the data engine on rendered scenes, by the
 * same steps as the commands, with annotators that are simulated. Half of the scenes are annotated
 * by hand; a detector learns from them; what it is sure of in all scenes is prefilled, painted,
 * reviewed and completed; at last the model annotates alone.
 *
 * @param output the folder that takes everything
 * @param scenes how many scenes
 * @param overrides settings of generate over the model's own, as {@code key=value}
 */
record DemoPhasesRun(Path output, int scenes, List<String> overrides) {

  private static final long SEED = 20_230_405;

  /** A small detector, trained for as long as a demo may take. */
  private static final String[] TRAINING = {
    "head_width=32", "training_steps=400", "held_out_share=0.15"
  };

  ExitCode show(SummarisedCommand command, CommandSummary summary) throws Exception {
    return new Loop(command, summary).run();
  }

  private final class Loop {

    private final SummarisedCommand command;
    private final CommandSummary summary;
    private final Bundle bundle = Bundle.embedded();
    private final String images = output.resolve("images").toString();
    private final String dataset = output.resolve("dataset").toString();
    private final String detector = output.resolve("detector").toString();
    private final String painted = output.resolve("painted").toString();
    private final Path tasks = output.resolve("tasks");
    private Map<String, List<RleMask>> objects;

    Loop(SummarisedCommand command, CommandSummary summary) {
      this.command = command;
      this.summary = summary;
    }

    ExitCode run() throws Exception {
      objects = summary.time("scenes", () -> DemoScenes.write(Path.of(images), scenes));
      CumulativeMasks masks = new CumulativeMasks(objects);
      PhasesGallery gallery = new PhasesGallery(Path.of(images), Path.of(painted));
      List<PhaseRecall> phases = new ArrayList<>();
      for (Phase phase : Phase.values()) {
        ExitCode outcome = summary.time(phase.tableName(), () -> run(phase));
        if (outcome != ExitCode.SUCCEEDED) {
          return outcome;
        }
        phases.add(masks.after(phase.tableName(), rows(phase)));
        gallery.addPhase(phase, masks);
      }
      Path page = output.toAbsolutePath().resolve("index.html");
      gallery.write(page, phases);
      summary.put("phases", phases);
      summary.file("page", page);
      command.result(PhasesGallery.table(phases));
      command.result("Look at " + page);
      return ExitCode.SUCCEEDED;
    }

    private ExitCode run(Phase phase) throws Exception {
      command.progress("== Phase " + phase.tableName());
      return switch (phase) {
        case ASSISTED_MANUAL -> assistedManual();
        case SEMI_AUTOMATIC -> semiAutomatic();
        case FULLY_AUTOMATIC -> fullyAutomatic();
      };
    }

    /** Annotators draw the prominent objects of every other scene. */
    private ExitCode assistedManual() throws Exception {
      SimulatedExport export = new SimulatedExport(SEED);
      int number = 0;
      for (Map.Entry<String, List<RleMask>> scene : objects.entrySet()) {
        if (number++ % 2 == 0) {
          export.addDrawn(scene.getKey(), annotator(scene.getKey()).prominent());
        }
      }
      return ingest(Phase.ASSISTED_MANUAL, export);
    }

    private SimulatedAnnotator annotator(String file) {
      return new SimulatedAnnotator(objects.get(file), SEED + file.hashCode());
    }

    private ExitCode ingest(Phase phase, SimulatedExport export) throws Exception {
      Path file = output.resolve("annotations/" + phase.tableName() + ".json");
      OutputFile.write(file, export.toJson());
      return new IngestRun(
              phase,
              file.toString(),
              images,
              dataset,
              Optional.empty(),
              Optional.empty(),
              SettingsResolver.of(Job.INGEST.settings()).resolve())
          .ingest(command, new CommandSummary("ingest"));
    }

    private ExitCode semiAutomatic() throws Exception {
      List<Step> steps = List.of(this::train, this::prefill, this::paint, this::propose);
      for (Step step : steps) {
        ExitCode outcome = step.run();
        if (outcome != ExitCode.SUCCEEDED) {
          return outcome;
        }
      }
      return review();
    }

    private ExitCode train() throws Exception {
      RowSelection drawn = RowSelection.of(Phase.ASSISTED_MANUAL);
      Settings settings = settings(Job.TRAIN_DETECTOR, List.of(TRAINING));
      return new TrainDetectorRun(
              new TrainingWork(
                  dataset, drawn, detector, bundle, settings, RetryErrors.WHEN_CHANGED, false))
          .train(command, new CommandSummary("train-detector"));
    }

    private Settings settings(Job job, List<String> stated) {
      SettingsResolver resolver =
          SettingsResolver.of(job.settings())
              .accepting(Job.settingsOfAll())
              .model(bundle.source(), bundle.defaults());
      stated.forEach(resolver::override);
      job.checks().forEach(resolver::check);
      return resolver.resolve();
    }

    private ExitCode prefill() throws Exception {
      DetectorBundle boxes = DetectorBundle.open(Path.of(detector));
      Settings settings =
          SettingsResolver.of(Job.PREFILL.settings())
              .accepting(Job.settingsOfAll())
              .model(bundle.source(), bundle.defaults())
              .model("detector.conf of " + boxes.name(), boxes.defaults())
              .resolve();
      return new PrefillRun(images, dataset, bundle, boxes, settings, RetryErrors.WHEN_CHANGED)
          .prefill(command, new CommandSummary("prefill"));
    }

    private ExitCode paint() throws Exception {
      PaintingWork work =
          new PaintingWork(
              dataset,
              RowSelection.of(Phase.SEMI_AUTOMATIC),
              painted,
              settings(Job.PAINT, List.of()),
              RetryErrors.WHEN_CHANGED);
      return new PaintRun(work, Optional.empty()).paint(command, new CommandSummary("paint"));
    }

    private ExitCode propose() throws Exception {
      return new TasksRun(
              dataset,
              RowSelection.of(Phase.SEMI_AUTOMATIC),
              tasks.toString(),
              Optional.of(painted),
              AnnotationToolOption.labelStudio())
          .write(command, new CommandSummary("tasks"));
    }

    /** Annotators look through the tasks; the images they are about are told by the tasks. */
    private ExitCode review() throws Exception {
      Map<String, Map<Long, RleMask>> prefilled = new TreeMap<>();
      for (ImageRow row : rows(Phase.SEMI_AUTOMATIC)) {
        Map<Long, RleMask> masks = new TreeMap<>();
        row.annotations().forEach(mask -> masks.put(mask.id(), mask.mask()));
        prefilled.put(row.image().fileName(), masks);
      }
      SimulatedExport export = new SimulatedExport(SEED + 1);
      for (JsonNode task : new ObjectMapper().readTree(tasks.resolve("tasks.json").toFile())) {
        String file = task.path("data").path("source_image").asText();
        export.addReviewed(task, annotator(file).review(prefilled.get(file)));
      }
      return ingest(Phase.SEMI_AUTOMATIC, export);
    }

    private ExitCode fullyAutomatic() throws Exception {
      return new GenerateRun(
              images, dataset, bundle, settings(Job.GENERATE, overrides), RetryErrors.WHEN_CHANGED)
          .generate(command, new CommandSummary("generate"));
    }

    private List<ImageRow> rows(Phase phase) {
      Iterator<Row> read =
          DatasetReader.open(SparkSession.active(), dataset)
              .newestRows(RowSelection.of(phase))
              .orderBy(col("image.file_name"))
              .toLocalIterator();
      List<ImageRow> rows = new ArrayList<>();
      read.forEachRemaining(row -> rows.add(RowMapping.toImageRow(row)));
      return rows;
    }
  }

  private interface Step {
    ExitCode run() throws Exception;
  }
}
