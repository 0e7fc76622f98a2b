package org.maskfoundry.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import org.maskfoundry.config.Setting;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The part of a command's help that lists its settings, with defaults and units. */
final class SettingsHelp {

  private static final String SECTION = "settings";
  private static final int NAME_COLUMNS = 48;

  private SettingsHelp() {}

  /** Adds the section to every command below {@code root} that takes settings. */
  static void addTo(CommandLine root) {
    for (CommandLine command : root.getSubcommands().values()) {
      if (command.getCommand() instanceof TakesSettings takes) {
        List<String> keys = new ArrayList<>(command.getHelpSectionKeys());
        keys.add(keys.indexOf(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING), SECTION);
        command.setHelpSectionKeys(keys);
        command.getHelpSectionMap().put(SECTION, help -> text(help, takes.job()));
      }
    }
  }

  private static String text(Help help, Job job) {
    int width = help.commandSpec().usageMessage().width();
    TextTable table =
        TextTable.forColumns(
            help.colorScheme(),
            new Column(NAME_COLUMNS, 2, Column.Overflow.SPAN),
            new Column(width - NAME_COLUMNS, 1, Column.Overflow.WRAP));
    for (Setting<?> setting : job.settings()) {
      String unit = setting.unit().isEmpty() ? "" : " [" + setting.unit() + "]";
      table.addRowValues(
          setting.name() + " = " + setting.renderedDefault(), setting.description() + "." + unit);
    }
    return "%nSettings, for --set and --conf; a model's own defaults may differ, validate shows them:%n"
            .formatted()
        + table;
  }
}
