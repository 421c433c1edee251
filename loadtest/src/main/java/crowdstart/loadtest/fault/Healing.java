package crowdstart.loadtest.fault;

/** The way back from a fault. */
interface Healing {
  void heal() throws Exception;
}
