package crowdstart.http.wire;

import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.ResponseEntity;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Answers that are not problems. */
public final class Responses {
  /** For what belongs to one backer or creator, or is only true now. */
  public static final HttpHeader NO_STORE = RawHeader.create("Cache-Control", "no-store");

  private static final HttpResponse CREATED =
      HttpResponse.create().withStatus(201).addHeader(NO_STORE);
  private static final HttpResponse OK = HttpResponse.create().addHeader(NO_STORE);

  private static final HttpResponse ACCEPTED =
      HttpResponse.create().withStatus(202).addHeader(NO_STORE);
  private static final HttpResponse NO_CONTENT =
      HttpResponse.create().withStatus(204).addHeader(NO_STORE);

  private static final ContentType EVENT_STREAM = MediaTypes.TEXT_EVENT_STREAM.toContentType();

  /** Asks proxies, nginx among them, to pass each event on as it comes. */
  private static final HttpHeader UNBUFFERED = RawHeader.create("X-Accel-Buffering", "no");

  private Responses() {}

  /** 200; how long it may be stored is the caller's to say. */
  public static HttpResponse json(ByteString json) {
    return HttpResponse.create()
        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, json));
  }

  /** 200, not to be stored. */
  public static HttpResponse ok(ByteString json) {
    return OK.withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, json));
  }

  /**
   * 200, a file to be kept under a name, and not to be stored on the way.
   *
   * @param name without its ending; letters, digits and hyphens
   */
  public static HttpResponse csv(String name, ResponseEntity csv) {
    return OK.withEntity(csv)
        .addHeader(
            RawHeader.create("Content-Disposition", "attachment; filename=\"" + name + ".csv\""));
  }

  /** 200, events for as long as the client stays. */
  public static HttpResponse events(Source<ByteString, ?> events) {
    return OK.withEntity(HttpEntities.createChunked(EVENT_STREAM, events)).addHeader(UNBUFFERED);
  }

  /** 201, not to be stored. */
  public static HttpResponse created(String location, ByteString json) {
    return CREATED
        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, json))
        .addHeader(RawHeader.create("Location", location));
  }

  /** 202, with nothing to say. */
  public static HttpResponse accepted() {
    return ACCEPTED;
  }

  /** 204. */
  public static HttpResponse noContent() {
    return NO_CONTENT;
  }
}
