package org.maskfoundry.jobs.spark;

import java.util.List;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.core.pattern.ConverterKeys;
import org.apache.logging.log4j.core.pattern.LogEventPatternConverter;
import org.apache.logging.log4j.core.pattern.PatternConverter;
import org.apache.logging.log4j.core.pattern.PatternFormatter;
import org.maskfoundry.config.Redaction;

/**
 * {@code %redacted{pattern}} in {@code log4j2.properties}: what the pattern gives, without secrets.
 */
@Plugin(name = "redacted", category = PatternConverter.CATEGORY)
@ConverterKeys("redacted")
public final class RedactedLog extends LogEventPatternConverter {

  private final List<PatternFormatter> pattern;

  private RedactedLog(List<PatternFormatter> pattern) {
    super("redacted", "redacted");
    this.pattern = pattern;
  }

  /**
   * The converter of a pattern; called by Log4j.
   *
   * @param options the pattern alone
   */
  public static RedactedLog newInstance(Configuration configuration, String[] options) {
    return new RedactedLog(PatternLayout.createPatternParser(configuration).parse(options[0]));
  }

  @Override
  public void format(LogEvent event, StringBuilder line) {
    StringBuilder plain = new StringBuilder();
    pattern.forEach(part -> part.format(event, plain));
    line.append(Redaction.text(plain.toString()));
  }

  /** Without it Log4j would add the trace once more, as it is. */
  @Override
  public boolean handlesThrowable() {
    return pattern.stream().anyMatch(PatternFormatter::handlesThrowable);
  }
}
