package crowdstart.loadtest.launch;

/**
 * A process that is metered.
 *
 * @param isTree whether its children count as well
 */
record Watched(String name, long pid, boolean isTree) {}
