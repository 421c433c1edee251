package crowdstart.loadtest.fault;

import java.util.List;

/** Addresses of the places and of the proxies between them. */
sealed interface Network extends AutoCloseable permits Namespaces, Loopback {
  /** Namespaces where this machine lets us make them, loopback addresses elsewhere. */
  static Network make() {
    if (Namespaces.canBeMade()) {
      try {
        return new Namespaces();
      } catch (IllegalStateException notAllOfIt) {
        System.out.println("namespaces, but no network between them: " + notAllOfIt.getMessage());
      }
    }
    return new Loopback();
  }

  /** The address that ends with this number. */
  String address(int number);

  default String address(Place place) {
    return address(place.number());
  }

  default String address(Route route) {
    return address(route.number());
  }

  /** The words before a command that make it run at this place. */
  List<String> within(Place place);

  /** Whether packets can be made to vanish, which {@link #isolate} and {@link #cut} need. */
  boolean canCut();

  /** Nothing goes to this place or comes from it. */
  void isolate(Place place);

  void rejoin(Place place);

  /** Nothing that this place sends gets to that address; what comes from there arrives. */
  void cut(Place from, String address);

  void mend(Place from, String address);

  /** In a sentence's end: what the processes stand in. */
  String description();

  @Override
  void close();
}
