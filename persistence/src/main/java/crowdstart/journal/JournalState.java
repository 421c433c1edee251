package crowdstart.journal;

/**
 * What a journal of this node is doing, and what it has done since the node started.
 *
 * @param name the plugin id
 * @param writesQueued writes that wait for a transaction now
 * @param readsQueued reads that wait for a query now
 * @param commits transactions committed
 * @param events events committed in them
 * @param commitNanos time spent in them, in nanoseconds
 * @param failures writes that failed, a full queue included
 * @param reads entities whose recovery was read
 * @param queries queries that took
 */
public record JournalState(
    String name,
    int writesQueued,
    int readsQueued,
    long commits,
    long events,
    long commitNanos,
    long failures,
    long reads,
    long queries) {}
