package crowdstart.view;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next the cursor of the next part; null behind the last
 */
public record ListPage<T>(List<T> items, @Nullable String next) {

  /** The most items of a part. */
  public static final int LIST_PAGE_MAX = 200;

  public ListPage {
    items = List.copyOf(items);
  }

  /** Those of its items that match; the next part is the same. */
  ListPage<T> matching(Predicate<T> predicate) {
    return new ListPage<>(items.stream().filter(predicate).toList(), next);
  }
}
