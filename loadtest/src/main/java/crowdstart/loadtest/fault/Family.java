package crowdstart.loadtest.fault;

/** What kinds of fault have in common; a verdict counts by it. */
enum Family {
  KILL("kill -9 of a process"),
  PAUSE("a process stopped for a while"),
  RESTART("graceful stop and restart"),
  PARTITION("packets that vanish"),
  WIRE("connections broken, slow or silent"),
  DATABASE("PostgreSQL stopped, cut off, blocked"),
  DISK("its disk full or slow"),
  CLOCK("a node's clock off"),
  PROVIDER("trouble at the payment provider"),
  CLIENTS("slow and hostile clients");

  private final String meaning;

  Family(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }
}
