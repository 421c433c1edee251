package crowdstart.loadtest.payment;

import crowdstart.loadtest.measure.Latency;
import java.util.List;

/**
 * What became of a series of confirmations.
 *
 * @param done how many orders were confirmed
 * @param unconfirmed how many were not, within the wait; they count in the latency with all of it
 * @param resent webhooks sent again, since they were not answered 200
 * @param confirmed until the order said that it is confirmed, from the intended start
 * @param acknowledged until the webhook was answered 200, from the intended start
 * @param wrong what should never happen, a sentence each
 */
public record ConfirmationResult(
    long done,
    long unconfirmed,
    long resent,
    Latency confirmed,
    Latency acknowledged,
    List<String> wrong) {}
