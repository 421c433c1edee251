package crowdstart.loadtest.bench;

/** What else goes on while payments are confirmed. */
enum Phase {
  ALONE("alone"),
  SURGE_ELSEWHERE("surge on another campaign"),
  SURGE_SAME("surge on the same campaign"),
  CHARGED("charged at once, fulfilment runs"),
  FULFILMENT_STOPPED("charged at once, fulfilment stopped"),
  ORDERS_SLOWED("order database slowed");

  private final String label;

  Phase(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
