package crowdstart.http.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One path of the table, with all its methods. */
final class Resource {
  /** Who answers, and who counts it. */
  record Target(Route route, RouteObserver.Recorder recorder) {}

  private final String[] segments;
  private final Map<String, Target> targets = new HashMap<>();

  Resource(String template) {
    this.segments = split(template);
  }

  void add(Route route, RouteObserver observer) {
    RouteObserver.Recorder recorder = observer.recorder(route.method(), route.template());
    Target target = new Target(route, recorder);
    targets.put(route.method(), target);
    if (route.method().equals("GET")) {
      targets.put("HEAD", target);
    }
  }

  @Nullable Target target(String method) {
    return targets.get(method);
  }

  Set<String> methods() {
    return new HashSet<>(targets.keySet());
  }

  /** The variables' values; null when the path is another. */
  @Nullable List<String> match(String[] path) {
    if (path.length != segments.length) {
      return null;
    }
    List<String> variables = new ArrayList<>(1);
    for (int i = 0; i < path.length; i++) {
      if (segments[i].startsWith("{")) {
        variables.add(path[i]);
      } else if (!segments[i].equals(path[i])) {
        return null;
      }
    }
    return variables;
  }

  /** Keeps empty segments, so that a doubled or trailing slash is another path. */
  static String[] split(String path) {
    return path.split("/", -1);
  }
}
