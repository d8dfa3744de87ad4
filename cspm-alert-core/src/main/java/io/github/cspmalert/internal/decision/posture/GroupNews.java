package io.github.cspmalert.internal.decision.posture;

import io.github.cspmalert.alert.PostureNews;
import io.github.cspmalert.posture.OpenCounts;
import io.github.cspmalert.posture.Stand;
import java.util.ArrayList;
import java.util.List;

/** What there is to tell of a group of findings, and how they moved. For one thread. */
final class GroupNews {

    private final PostureNews.Group group;
    private final List<PostureNews.Item> items = new ArrayList<>();
    private final List<Move> moves = new ArrayList<>();

    /** How a finding stood as far as the group counts it, and how it stands. */
    private record Move(Stand before, Stand after) {}

    GroupNews(PostureNews.Group group) {
        this.group = group;
    }

    PostureNews.Group group() {
        return group;
    }

    List<PostureNews.Item> items() {
        return items;
    }

    void tell(PostureNews.Item item) {
        items.add(item);
    }

    void move(Stand before, Stand after) {
        moves.add(new Move(before, after));
    }

    /** {@return how many findings are open after what moved} */
    OpenCounts moved(OpenCounts open) {
        OpenCounts next = open;
        for (Move move : moves) {
            next = next.moved(move.before(), move.after());
        }
        return next;
    }
}
