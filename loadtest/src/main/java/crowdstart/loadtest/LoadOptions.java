package crowdstart.loadtest;

import crowdstart.loadtest.Arguments.BadArguments;
import crowdstart.loadtest.Arguments.Option;
import crowdstart.loadtest.client.Pace;
import crowdstart.loadtest.profile.LoadRun;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The options that every profile shares. */
final class LoadOptions {
  static final int CONNECTIONS_MAX = 60_000;
  static final double RATE_MAX = 1_000_000;
  static final double SECONDS_MAX = 3_600;

  private LoadOptions() {}

  static List<Option> shared(int connections) {
    return List.of(
        new Option("url", "http://127.0.0.1:8080", "base addresses, comma-separated, used in turn"),
        new Option("creator-token", "", "bearer token for making campaigns"),
        new Option("connections", "" + connections, "keep-alive connections, all threads together"),
        new Option("threads", "1", "driver threads"),
        new Option("bind", "", "local addresses to connect from, comma-separated, used in turn"),
        new Option("timeout", "10", "seconds until an answer counts as missing"),
        new Option("json", "", "file for the results"));
  }

  static List<Option> with(List<Option> shared, Option... own) {
    List<Option> all = new ArrayList<>(shared);
    all.addAll(List.of(own));
    return all;
  }

  static List<URI> servers(Arguments arguments) {
    List<URI> servers = new ArrayList<>();
    for (String url : arguments.list("url")) {
      try {
        URI uri = URI.create(url);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
          throw new BadArguments("--url must look like http://127.0.0.1:8080, and is " + url);
        }
        servers.add(uri);
      } catch (IllegalArgumentException e) {
        throw new BadArguments("--url is not an address: " + url);
      }
    }
    if (servers.isEmpty()) {
      throw new BadArguments("--url needs an address");
    }
    return servers;
  }

  static LoadRun.Plan plan(Arguments arguments, Pace pace, double warmUpSeconds) {
    return new LoadRun.Plan(
        servers(arguments),
        arguments.list("bind"),
        arguments.whole("connections", 1, CONNECTIONS_MAX),
        arguments.whole("threads", 1, 64),
        pace,
        warmUpSeconds,
        arguments.decimal("timeout", 0.1, SECONDS_MAX));
  }
}
