package crowdstart.loadtest.launch.crowd;

import crowdstart.loadtest.measure.Books;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;

/** Latencies in microseconds, and how they travel. */
public final class Histograms {
  /** Two digits: a run keeps one of these for each of its seconds and each kind of call. */
  private static final int DIGITS = 2;

  private Histograms() {}

  public static Histogram empty() {
    return new Histogram(Books.LATENCY_MICROS_MAX, DIGITS);
  }

  /** Compressed, in Base64. */
  public static String encode(Histogram histogram) {
    ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(bytes, Deflater.BEST_SPEED);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
  }

  /**
   * The reverse.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Histogram decode(String encoded) {
    try {
      return Histogram.decodeFromCompressedByteBuffer(
          ByteBuffer.wrap(Base64.getDecoder().decode(encoded)), Books.LATENCY_MICROS_MAX);
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("not a compressed histogram", e);
    }
  }
}
