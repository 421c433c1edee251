package crowdstart.database;

/**
 * What a pool is doing now.
 *
 * @param name see {@link Pool#id}
 * @param active connections lent out
 * @param idle connections at rest
 * @param waiting threads that wait for a connection
 * @param size the most connections it holds
 */
public record PoolState(String name, int active, int idle, int waiting, int size) {}
