package crowdstart.http.problem;

/** The published types of problems. A type has one status, and neither ever changes. */
public enum ProblemType {
  MALFORMED("malformed", 400, "The request cannot be read"),
  SIGNATURE_INVALID("signature-invalid", 400, "The webhook is not the provider's"),
  IDEMPOTENCY_KEY_MISSING("idempotency-key-missing", 400, "The idempotency key is missing"),
  UNAUTHENTICATED("unauthenticated", 401, "A creator's token is needed"),
  FORBIDDEN("forbidden", 403, "This is another creator's"),
  NOT_FOUND("not-found", 404, "There is no such thing"),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "The method is not allowed here"),
  NOT_ACCEPTABLE("not-acceptable", 406, "There is no such form of it"),
  SOLD_OUT("sold-out", 409, "Sold out"),
  CAMPAIGN_NOT_LIVE("campaign-not-live", 409, "The campaign's state does not allow it"),
  ORDER_NOT_CANCELLABLE("order-not-cancellable", 409, "The order's state does not allow it"),
  ORDER_NOT_PAYABLE("order-not-payable", 409, "The order's state does not allow it"),
  ORDER_NOT_REFUNDABLE("order-not-refundable", 409, "The payment's state does not allow it"),
  COLLECTION_NOT_BEGUN("collection-not-begun", 409, "Nothing is collected yet"),
  ORDER_NOT_CONFIRMED("order-not-confirmed", 409, "The order's state does not allow it"),
  SHIPMENT_STATE("shipment-state", 409, "The shipment's state does not allow it"),
  BATCH_STATE("batch-state", 409, "The batch's state does not allow it"),
  NOTHING_READY("nothing-ready", 409, "No shipment is ready for it"),
  ADDRESS_FINAL("address-final", 409, "The address cannot change any more"),
  TOO_MANY_WEBHOOKS("too-many-webhooks", 409, "The campaign has as many webhooks as it may"),
  WEBHOOK_DISABLED("webhook-disabled", 409, "Nothing is sent to the webhook until it is enabled"),
  TOO_LARGE("too-large", 413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The body is of another type"),
  IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "The idempotency key was used before"),
  INVALID("invalid", 422, "Some fields are not what they must be"),
  OVERLOADED("overloaded", 503, "No answer can be given now");

  private final String label;
  private final int status;
  private final String title;

  ProblemType(String label, int status, String title) {
    this.label = label;
    this.status = status;
    this.title = title;
  }

  /** The name on the wire. */
  public String label() {
    return label;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }
}
