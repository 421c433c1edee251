package crowdstart.cluster;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Tells early, and by the setting's name, which address this node cannot listen on. */
public final class Ports {

  private Ports() {}

  /**
   * Looks whether all three addresses of the node are free, before anything costly starts.
   *
   * @throws StartFailed naming the first setting whose address is not
   */
  public static void requireFree(Settings settings) {
    requireFree("HTTP", settings.http());
    requireFreeInside(settings);
  }

  /** As above, without the API's address, which the node itself does not bind. */
  static void requireFreeInside(Settings settings) {
    requireFree("MANAGEMENT", settings.management());
    requireFree("ARTERY", settings.artery());
  }

  private static void requireFree(String name, Endpoint endpoint) {
    InetSocketAddress address = new InetSocketAddress(endpoint.host(), endpoint.port());
    if (address.isUnresolved()) {
      throw new StartFailed(
          "Cannot start: %s_HOST=%s is not a known host.".formatted(name, endpoint.host()), null);
    }
    try (ServerSocket socket = new ServerSocket()) {
      // Or the last run's closed connections would count as somebody listening.
      socket.setReuseAddress(true);
      socket.bind(address);
    } catch (BindException refused) {
      throw explain(name, endpoint, refused);
    } catch (IOException refused) {
      throw cannotListen(name, endpoint, refused);
    }
  }

  private static StartFailed explain(String name, Endpoint endpoint, BindException refused) {
    String reason = String.valueOf(refused.getMessage());
    if (reason.contains("Cannot assign") || reason.contains("Can't assign")) {
      return new StartFailed(
          "Cannot start: %s_HOST=%s is not an address of this machine."
              .formatted(name, endpoint.host()),
          refused);
    }
    return reason.contains("in use")
        ? StartFailed.portInUse(name + "_PORT", endpoint, refused)
        : cannotListen(name, endpoint, refused);
  }

  private static StartFailed cannotListen(String name, Endpoint endpoint, IOException refused) {
    return new StartFailed(
        "Cannot start: cannot listen on %s (%s_HOST, %s_PORT): %s."
            .formatted(endpoint, name, name, refused.getMessage()),
        refused);
  }
}
