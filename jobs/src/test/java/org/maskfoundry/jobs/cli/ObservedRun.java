package org.maskfoundry.jobs.cli;

import java.io.IOException;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;

/** A command in a process of its own, whose Spark stays until its input ends. */
public final class ObservedRun {

  private ObservedRun() {}

  /** Runs the command that the arguments are. */
  public static void main(String[] arguments) throws IOException {
    int status = Maskfoundry.commandLine().execute(arguments);
    String page = SparkContext.getOrCreate().uiWebUrl().get();
    System.out.println("status " + status + " page " + page);
    int unused = System.in.read();
    System.exit(status);
  }

  /** A user's own plugin. */
  public static final class UserPlugin implements SparkPlugin {
    /** For Spark. */
    public UserPlugin() {}

    @Override
    public DriverPlugin driverPlugin() {
      return new DriverPlugin() {
        @Override
        public Map<String, String> init(SparkContext spark, PluginContext context) {
          System.out.println("the user's plugin is there");
          return Map.of();
        }
      };
    }

    @Override
    public ExecutorPlugin executorPlugin() {
      return null;
    }
  }

  /** A user's own listener. */
  public static final class UserListener extends SparkListener {
    /** For Spark. */
    public UserListener() {}

    @Override
    public void onJobStart(SparkListenerJobStart start) {
      System.out.println("the user's listener hears");
    }
  }
}
