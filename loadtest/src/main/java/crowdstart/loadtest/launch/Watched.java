package crowdstart.loadtest.launch;

/**
 * A process that is metered.
 *
 * @param name those of one name are counted together
 * @param isTree whether its children count as well
 */
record Watched(String name, long pid, boolean isTree) {}
