package crowdstart.hook;

/**
 * A webhook with its new secret: the only time that it leaves the database for anyone to see.
 *
 * @param secret 32 random bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Made, written to one answer, and dropped.
public record SecretWebhook(Webhook webhook, byte[] secret) {

  @Override
  public String toString() {
    return "SecretWebhook[" + webhook.id() + "]";
  }
}
