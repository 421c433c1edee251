package crowdstart.loadtest.launch.crowd;

/**
 * Finds single fields in our own JSON answers: to parse the whole would cost the servers, which
 * share the processors, more than it tells.
 */
final class Text {
  private Text() {}

  /** The first text under this name, or empty; values with escapes are not expected. */
  static String field(String json, String name) {
    int at = value(json, name);
    if (at < 0 || at >= json.length() || json.charAt(at) != '"') {
      return "";
    }
    int end = json.indexOf('"', at + 1);
    return end < 0 ? "" : json.substring(at + 1, end);
  }

  /** The first whole number under this name, or -1. */
  static long number(String json, String name) {
    return numberAt(json, value(json, name));
  }

  /** The number under this name that comes first after a mark, or -1. */
  static long numberAfter(String json, String mark, String name) {
    int from = json.indexOf(mark);
    return from < 0 ? -1 : number(json.substring(from), name);
  }

  private static int value(String json, String name) {
    String quoted = "\"" + name + "\":";
    int at = json.indexOf(quoted);
    return at < 0 ? -1 : at + quoted.length();
  }

  private static long numberAt(String json, int at) {
    int end = at;
    while (end >= 0 && end < json.length() && Character.isDigit(json.charAt(end))) {
      end++;
    }
    return end <= at ? -1 : Long.parseLong(json.substring(at, end));
  }
}
