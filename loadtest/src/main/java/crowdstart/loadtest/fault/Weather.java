package crowdstart.loadtest.fault;

import java.util.random.RandomGenerator;

/** What a proxy does to the bytes that pass it. */
sealed interface Weather {
  /** Everything passes at once. */
  record Clear() implements Weather {}

  /** Everything is that much later, and up to that much more, in milliseconds. */
  record Late(int millis, int jitterMillis) implements Weather {
    long wait(RandomGenerator random) {
      return millis + (long) random.nextInt(jitterMillis + 1);
    }
  }

  /** So few bytes get through, each way, in a second. */
  record Slow(int bytesPerSecond) implements Weather {}

  /** Connections are reset, new ones too. */
  record Reset() implements Weather {}

  /** Connections stay open and nothing passes; who connects is accepted, and hears nothing. */
  record HalfOpen() implements Weather {}

  /** What is asked arrives, and what is answered does not. */
  record AnswersLost() implements Weather {}

  /** One of so many pieces breaks off in its middle, and the connection with it. */
  record CutShort(int onceIn) implements Weather {}
}
