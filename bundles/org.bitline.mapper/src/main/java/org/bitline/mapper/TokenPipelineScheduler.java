package org.bitline.mapper;

import java.util.List;
import org.bitline.api.mapping.Scheduler;
import org.bitline.api.unit.Param;
import org.osgi.service.component.annotations.Component;

/**
 * Tokens advance one by one: a token of a job starts when the job's token before it has made room,
 * when the tokens that it needs of the jobs before are there, and when what the job occupies is
 * free. A job that needs no token beyond its own place begins long before its producer has ended;
 * attention waits for the keys that it needs.
 *
 * <p>List scheduling (Graham, 1966) over tokens: of all tokens that could go next, the one that can
 * start first does; of several the one whose job is first in the list. A token occupies its job's
 * resources for one interval. The interval between inputs is the largest load of a resource, as
 * inputs fill one another's gaps.
 */
@Component(service = Scheduler.class)
public final class TokenPipelineScheduler implements Scheduler<TokenPipelineScheduler.Parameters> {

  /** How jobs share what they occupy. */
  public enum Sharing {
    /** Tokens of different jobs take turns. */
    TOKEN,
    /** A job waits until all its inputs are there, and keeps what others need too until it ends. */
    OPERATION
  }

  /** Its parameters. */
  public record Parameters(
      @Param(
              doc =
                  "token: tokens of different operations take turns on what they share; operation:"
                      + " an operation that shares a resource starts with all its inputs and keeps"
                      + " it to its end.",
              byDefault = "token")
          Sharing sharing) {}

  @Override
  public String id() {
    return "token-pipeline";
  }

  @Override
  public Class<Parameters> parameters() {
    return Parameters.class;
  }

  @Override
  public Schedule schedule(Parameters parameters, List<Job> jobs) {
    return TokenPipeline.run(parameters.sharing(), jobs).schedule();
  }
}
