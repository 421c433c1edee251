package crowdstart.http.hook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a webhook is sent.
 *
 * @param host a name in lower case, or an address without brackets
 * @param path with the query
 */
record TargetUrl(boolean isSecure, String host, int port, String path) {
  static final int LENGTH_MAX = 2_000;

  private static final int HOST_LENGTH_MAX = 253;
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  /** Below it live other services, which should not be made to read what we send. */
  private static final int UNPRIVILEGED_PORT_MIN = 1_024;

  private static final int PORT_MAX = 65_535;
  private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,2000}");

  /** No top-level domain begins with a digit, but {@code 0x7f.1} is read as an address by some. */
  private static final Pattern NUMBER_BEHIND = Pattern.compile("(.*\\.)?[0-9][^.]*\\.?");

  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  /**
   * Reads a URL.
   *
   * @param allowsAnything whether plain HTTP and any port will do
   * @throws WrongTarget when nothing will be sent there
   */
  static TargetUrl parse(String text, boolean allowsAnything) throws WrongTarget {
    URI uri = uri(text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean isSecure = scheme.equals("https");
    if (!isSecure && !(allowsAnything && scheme.equals("http"))) {
      throw new WrongTarget("must begin with https://");
    }
    if (uri.getRawUserInfo() != null) {
      throw new WrongTarget("must not contain a user or a password");
    }
    if (uri.getRawFragment() != null) {
      throw new WrongTarget("must not have a fragment");
    }
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new TargetUrl(isSecure, host(uri), port(uri, isSecure, allowsAnything), path + query);
  }

  private static URI uri(String text) throws WrongTarget {
    try {
      URI uri = VISIBLE.matcher(text).matches() ? new URI(text).parseServerAuthority() : null;
      if (uri != null && !uri.isOpaque()) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Told below: the exception would quote it.
    }
    throw new WrongTarget("must be a URL of ASCII characters like https://example.org/webhooks");
  }

  private static String host(URI uri) throws WrongTarget {
    String host = uri.getHost();
    if (host == null || host.length() > HOST_LENGTH_MAX || host.contains("%")) {
      throw new WrongTarget("must name a host");
    }
    if (host.startsWith("[")) {
      return host.substring(1, host.length() - 1);
    }
    if (NUMBER_BEHIND.matcher(host).matches() && !IPV4.matcher(host).matches()) {
      throw new WrongTarget("must write an address as four numbers");
    }
    return host.toLowerCase(Locale.ROOT);
  }

  private static int port(URI uri, boolean isSecure, boolean allowsAnything) throws WrongTarget {
    int standard = isSecure ? HTTPS_PORT : HTTP_PORT;
    int port = uri.getPort() == -1 ? standard : uri.getPort();
    boolean isAllowed = port == HTTPS_PORT || port >= UNPRIVILEGED_PORT_MIN || allowsAnything;
    if (!isAllowed || port < 1 || port > PORT_MAX) {
      throw new WrongTarget("must have the port 443, or one from 1024 to 65535");
    }
    return port;
  }

  /** What stands in the request. */
  String hostHeader() {
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return port == (isSecure ? HTTPS_PORT : HTTP_PORT) ? name : name + ":" + port;
  }
}
