package crowdstart.database;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which database holds what.
 *
 * @param main the views with their offsets, the outbox, the secrets, and every journal that has no
 *     database of its own
 * @param apart the journals that have one; several may share it
 */
public record Databases(DatabaseAddress main, Map<Journal, DatabaseAddress> apart) {

  /** A journal whose own address is the main one's lives there. */
  public Databases {
    Map<Journal, DatabaseAddress> others = new EnumMap<>(Journal.class);
    for (Map.Entry<Journal, DatabaseAddress> entry : apart.entrySet()) {
      if (!entry.getValue().equals(main)) {
        others.put(entry.getKey(), entry.getValue());
      }
    }
    apart = Map.copyOf(others);
  }

  /** Everything in one. */
  public static Databases one(DatabaseAddress main) {
    return new Databases(main, Map.of());
  }

  /** Where a journal lives. */
  public DatabaseAddress of(Journal journal) {
    return apart.getOrDefault(journal, main);
  }

  boolean isApart(Journal journal) {
    return apart.containsKey(journal);
  }

  /** Every address once, the main one first. */
  Set<DatabaseAddress> all() {
    Set<DatabaseAddress> all = new LinkedHashSet<>();
    all.add(main);
    for (Journal journal : Journal.values()) {
      all.add(of(journal));
    }
    return all;
  }
}
