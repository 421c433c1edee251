package crowdstart.http.connection;

import org.apache.pekko.util.ByteString;

/** Why a connection was not taken in, and what it is told. */
enum Refusal {
  /** This node has as many as it may. */
  FULL("full"),
  /** Its address has as many as one may. */
  ADDRESS_FULL("address-full"),
  /** This node ends. */
  ENDING("ending");

  private final String label;

  Refusal(String label) {
    this.label = label;
  }

  /** As the metrics name it. */
  String label() {
    return label;
  }

  ByteString answer() {
    return switch (this) {
      case FULL, ENDING -> StaticAnswers.OVERLOADED;
      case ADDRESS_FULL -> StaticAnswers.TOO_MANY;
    };
  }
}
