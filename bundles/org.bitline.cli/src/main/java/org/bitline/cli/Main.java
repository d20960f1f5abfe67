package org.bitline.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;

/**
 * What the launcher calls on its main thread: a map with {@code args} (String[]), {@code out} and
 * {@code err} (PrintWriter) and {@code terminal} (Boolean) gives the exit code.
 */
@Component(service = Function.class, property = "bitline.main=true")
public final class Main implements Function<Map<String, Object>, Integer> {

  private final Services services;

  @Activate
  public Main(@Reference Services services) {
    this.services = services;
  }

  @Override
  public Integer apply(Map<String, Object> call) {
    PrintWriter out = (PrintWriter) call.get("out");
    PrintWriter err = (PrintWriter) call.get("err");
    Root root = new Root(services, new Console(out, err, (Boolean) call.get("terminal")));
    CommandLine line = new CommandLine(root, new Factory(services, root));
    line.setOut(out).setErr(err).setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Failures::usage);
    line.setExecutionExceptionHandler(new Failures(root));
    line.getCommandSpec().versionProvider(root);
    int code = line.execute((String[]) call.get("args"));
    out.flush();
    err.flush();
    return code;
  }
}
