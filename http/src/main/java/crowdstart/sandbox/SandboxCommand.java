package crowdstart.sandbox;

import java.io.PrintStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The command line's sandbox: a process of its own that runs until it is stopped. */
public final class SandboxCommand {
  static final int PORT_DEFAULT = 12_111;

  private static final String PORT = "SANDBOX_PORT";

  public static final String HELP =
      """
      SANDBOX_HOST               where it listens; 127.0.0.1 by default
      SANDBOX_PORT               12111 by default
      SANDBOX_SECRET_KEY         what calls carry; %s by default
      SANDBOX_WEBHOOK_URLS       where webhooks go, a comma list
      SANDBOX_WEBHOOK_SECRET     what they are signed with
      SANDBOX_TROUBLE            JSON, as in PUT /sandbox/trouble
      SANDBOX_SEED               of all that is left to chance; 1 by default
      """
          .formatted(SandboxSettings.SECRET_KEY_DEFAULT);

  private SandboxCommand() {}

  /**
   * Starts it and says where it is.
   *
   * @throws IllegalArgumentException when a setting is wrong; the message names it
   */
  public static Sandbox run(
      SandboxSettings.Database database, Map<String, String> environment, PrintStream out) {
    Sandbox sandbox = Sandbox.start(settings(database, environment));
    out.println(
        """

        The payment sandbox is ready; no money moves.
          API      %s/v1/payment_intents
          ledger   %s/sandbox/ledger
          trouble  %s/sandbox/trouble
        Stop: Ctrl-C\
        """
            .formatted(sandbox.address(), sandbox.address(), sandbox.address()));
    return sandbox;
  }

  static SandboxSettings settings(
      SandboxSettings.Database database, Map<String, String> environment) {
    SandboxSettings local = SandboxSettings.local(database);
    String secret = environment.getOrDefault("SANDBOX_WEBHOOK_SECRET", "");
    List<URI> urls =
        Arrays.stream(environment.getOrDefault("SANDBOX_WEBHOOK_URLS", "").split(",", -1))
            .map(String::strip)
            .filter(url -> !url.isEmpty())
            .map(URI::create)
            .toList();
    if (!urls.isEmpty() && secret.isEmpty()) {
      throw new IllegalArgumentException(
          "SANDBOX_WEBHOOK_SECRET is needed with SANDBOX_WEBHOOK_URLS");
    }
    return new SandboxSettings(
        environment.getOrDefault("SANDBOX_HOST", local.host()),
        (int) number(environment, PORT, PORT_DEFAULT),
        database,
        environment.getOrDefault("SANDBOX_SECRET_KEY", SandboxSettings.SECRET_KEY_DEFAULT),
        urls.stream().map(url -> new SandboxSettings.Endpoint(url, secret)).toList(),
        Trouble.parse(environment.getOrDefault("SANDBOX_TROUBLE", "{}")),
        number(environment, "SANDBOX_SEED", 1),
        local.clock());
  }

  private static long number(Map<String, String> environment, String name, long standard) {
    String text = environment.getOrDefault(name, "");
    try {
      return text.isEmpty() ? standard : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is not a number", e);
    }
  }
}
