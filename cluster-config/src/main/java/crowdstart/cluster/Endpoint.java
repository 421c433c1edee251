package crowdstart.cluster;

/** A host and a port, as one setting or two name them. The host is a name or an address literal. */
public record Endpoint(String host, int port) {

  /** Whether only this machine can reach the endpoint. A name other than localhost never counts. */
  public boolean isLoopback() {
    return isLoopback(host);
  }

  static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
  }

  /** Whether the host stands for every address of the machine, so that no peer can dial it. */
  public static boolean isWildcard(String host) {
    return host.equals("0.0.0.0") || host.equals("::");
  }

  @Override
  public String toString() {
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }
}
