package crowdstart.http.view;

import crowdstart.http.wire.UnknownCursor;
import crowdstart.view.ListCursor;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a client's cursor before it asks a view. */
final class Cursors {
  private Cursors() {}

  static <T> CompletionStage<T> from(
      @Nullable String text, Function<Optional<ListCursor>, CompletionStage<T>> list) {
    Optional<ListCursor> cursor = text == null ? Optional.empty() : ListCursor.parse(text);
    return text != null && cursor.isEmpty()
        ? CompletableFuture.failedStage(new UnknownCursor())
        : list.apply(cursor);
  }
}
