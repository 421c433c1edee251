package crowdstart.payment;

/** The answer of the provider: done, refused, or not known. */
public sealed interface GatewayAnswer<T> {
  /** This is how it stands now. */
  record Done<T>(T value) implements GatewayAnswer<T> {}

  /**
   * The provider will not do it, today or ever; nothing changed.
   *
   * @param code the provider's word for why, for people to read; never personal data
   */
  record Refused<T>(String code) implements GatewayAnswer<T> {}

  /**
   * Nobody can say whether it was done: a timeout, a broken connection, an error of theirs, or too
   * many requests. Ask again later.
   */
  record Unknown<T>() implements GatewayAnswer<T> {}
}
