package org.bitline.mapper;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bitline.api.mapping.Scheduler.Step;
import org.bitline.api.mapping.Scheduler.Wait;
import org.bitline.mapper.TokenPipeline.Holder;
import org.bitline.mapper.TokenPipeline.Stage;

/**
 * The critical path of a token pipeline, token by token: back from the last result, each token's
 * start to what it waited for, which is a token's result, the same job's token before, or another
 * job's token on something shared, in this order where they end at once. Stretches of one job that
 * follow one another are one.
 */
final class TokenPath {

  private final List<Step> backwards = new ArrayList<>();
  private Stage stage;
  private int token;
  private double time;
  private Wait next = Wait.RESULT;

  private TokenPath(Stage last) {
    this.stage = last;
    this.token = last.tokens() - 1;
    this.time = last.result(token);
  }

  /** The path that ends with the last result of a stage. */
  static List<Step> endingWith(Stage last) {
    TokenPath path = new TokenPath(last);
    while (path.goesBack()) {
      continue;
    }
    Collections.reverse(path.backwards);
    return path.backwards;
  }

  /** Adds a stretch; whether there is one before it. */
  private boolean goesBack() {
    token = stage.whole() ? 0 : token;
    double start = stage.start(token);
    add(start);
    time = start;
    return waitedForResult() || waitedForRoom() || waitedForHolder();
  }

  private void add(double start) {
    int end = backwards.size() - 1;
    String id = stage.job().id();
    if (end >= 0 && backwards.get(end).id().equals(id)) {
      Step later = backwards.get(end);
      backwards.set(end, new Step(id, start, later.end(), later.next()));
    } else if (time > start) {
      backwards.add(new Step(id, start, time, next));
    }
  }

  private boolean waitedForResult() {
    for (TokenPipeline.Need need : stage.needs()) {
      int last = stage.last(need, token);
      if (need.producer().result(last) == time) {
        return go(need.producer(), last, Wait.RESULT);
      }
    }
    return false;
  }

  private boolean waitedForRoom() {
    boolean waited = token > 0 && stage.start(token - 1) + stage.intervalSeconds() == time;
    return waited && go(stage, token - 1, Wait.RESOURCE);
  }

  private boolean waitedForHolder() {
    return stage.holder(token).filter(holder -> holder.until() == time).map(this::go).orElse(false);
  }

  private boolean go(Holder holder) {
    return go(holder.stage(), holder.token(), Wait.RESOURCE);
  }

  private boolean go(Stage to, int toToken, Wait why) {
    stage = to;
    token = toToken;
    next = why;
    return true;
  }
}
