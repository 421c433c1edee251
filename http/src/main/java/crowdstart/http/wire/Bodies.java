package crowdstart.http.wire;

import crowdstart.http.connection.ConnectionLimits;
import crowdstart.http.problem.ProblemType;
import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.MediaType;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.util.ByteString;

/** Takes a request's body in, whole. */
public final class Bodies {
  /** The setting of Pekko HTTP says the same; this holds also for what arrived in one piece. */
  public static final int LENGTH_MAX = 64 * 1024;

  /**
   * JSON as the parser is to know it: by itself it takes the charset away, and one could not tell
   * that another than UTF-8 was meant.
   */
  public static final MediaType JSON = MediaTypes.applicationWithOpenCharset("json");

  /** The connection is not as patient, and answers by itself; this is for want of one. */
  static final Duration SEND_TIMEOUT = ConnectionLimits.RECEIVE_TIMEOUT.plusSeconds(5);

  private Bodies() {}

  /**
   * The body of a request that must be JSON.
   *
   * @throws Refused when it is of another type, or compressed: a small body may unfold into a huge
   *     one
   */
  public static CompletionStage<ByteString> json(HttpRequest request, Materializer materializer) {
    HttpEntity entity = request.entity();
    MediaType type = entity.getContentType().mediaType();
    if (!type.isApplication() || !type.subType().equals("json")) {
      throw new Refused(Problems.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "send application/json"));
    }
    if (!isUtf8(entity.getContentType())) {
      throw new Refused(Problems.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "send it in UTF-8"));
    }
    return take(request, LENGTH_MAX, materializer);
  }

  /** JSON needs no charset, and has no other (RFC 8259); some clients name it all the same. */
  private static boolean isUtf8(ContentType type) {
    return type.getCharsetOption().map(HttpCharsets.UTF_8::equals).orElse(true);
  }

  /**
   * The body of a request that must be CSV.
   *
   * @param max the most bytes that it may have
   * @throws Refused as {@link #json}
   */
  public static CompletionStage<ByteString> csv(
      HttpRequest request, int max, Materializer materializer) {
    if (!request.entity().getContentType().mediaType().equals(MediaTypes.TEXT_CSV)) {
      throw new Refused(Problems.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "send text/csv"));
    }
    if (!isUtf8(request.entity().getContentType())) {
      throw new Refused(Problems.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "send it in UTF-8"));
    }
    return take(request, max, materializer);
  }

  private static CompletionStage<ByteString> take(
      HttpRequest request, int max, Materializer materializer) {
    String encoding = Headers.value(request, "content-encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new Refused(Problems.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "send it uncompressed"));
    }
    return raw(request, max, materializer);
  }

  /** As {@link #json}, where a body may be left out. */
  public static CompletionStage<Optional<ByteString>> jsonOrNothing(
      HttpRequest request, Materializer materializer) {
    return request.entity() instanceof HttpEntity.Strict strict && strict.getData().isEmpty()
        ? CompletableFuture.completedStage(Optional.empty())
        : json(request, materializer).thenApply(Optional::of);
  }

  /** The very bytes of a body of whatever type. */
  public static CompletionStage<ByteString> raw(HttpRequest request, Materializer materializer) {
    return raw(request, LENGTH_MAX, materializer);
  }

  private static CompletionStage<ByteString> raw(
      HttpRequest request, int max, Materializer materializer) {
    if (request.entity() instanceof HttpEntity.Strict strict) {
      requireSize(strict.getData().length(), max);
      return CompletableFuture.completedStage(strict.getData());
    }
    return request
        .entity()
        .withSizeLimit(max)
        // The stream itself has the limit, and says which failure is its.
        .toStrict(SEND_TIMEOUT.toMillis(), Long.MAX_VALUE, materializer)
        .thenApply(HttpEntity.Strict::getData)
        .exceptionally(failure -> {
          throw new Refused(
              isTooLarge(failure)
                  ? Problems.of(ProblemType.TOO_LARGE, null)
                  : Problems.malformed("the body did not arrive whole"));
        });
  }

  private static void requireSize(int length, int max) {
    if (length > max) {
      throw new Refused(Problems.of(ProblemType.TOO_LARGE, null));
    }
  }

  private static boolean isTooLarge(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof EntityStreamSizeException;
  }
}
