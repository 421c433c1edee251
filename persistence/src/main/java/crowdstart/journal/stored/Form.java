package crowdstart.journal.stored;

import java.util.function.Function;

/**
 * How one version of one type is stored.
 *
 * @param name the manifest in the journal, such as {@code order-placed.1}; never reused
 * @param type what the program works with
 * @param stored what Jackson reads and writes
 */
record Form<T, S>(
    String name, Class<T> type, Class<S> stored, Function<T, S> write, Function<S, T> read) {}
