package crowdstart.campaign;

import crowdstart.identity.ClusterMessage;
import java.util.List;

/**
 * Answers to some of the commands of a {@link GateMessage.Batch}; the others follow.
 *
 * @param positions which commands of the batch are answered
 */
public record BatchAnswers(long number, List<Integer> positions, List<StockAnswer> answers)
    implements ClusterMessage {}
