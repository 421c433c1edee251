package crowdstart.database;

import org.apache.pekko.actor.setup.Setup;

/** Hands the pools to an actor system at its start, so that its journals use them. */
public final class PoolsSetup extends Setup {

  private final Pools pools;

  public PoolsSetup(Pools pools) {
    this.pools = pools;
  }

  public Pools pools() {
    return pools;
  }
}
