package io.calling.sdp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A section that our next offer adds to a session.
 *
 * @param place where it stands
 * @param capability what we can do with it
 */
public record AddedSection(Place place, MediaCapability capability) {

    /**
     * Where a section stands.
     *
     * @param index of the section, from 0
     * @param mid its identification, which no section of the session had before
     */
    public record Place(int index, String mid) {}

    /**
     * Places for more sections: those of sections that were refused first, for they are used again
     * (RFC 8829, 5.2.2), then behind the last one.
     *
     * @param before our last description
     * @param current what holds
     */
    public static List<Place> places(SessionDescription before, Negotiation current, int count) {
        Set<String> taken = new HashSet<>();
        before.media().forEach(section -> section.mid().ifPresent(taken::add));
        List<Place> places = new ArrayList<>();
        int mid = 0;
        for (int index = 0; places.size() < count; index++) {
            if (current.section(index).isEmpty()) {
                while (!taken.add(Integer.toString(mid))) {
                    mid++;
                }
                places.add(new Place(index, Integer.toString(mid)));
            }
        }
        return places;
    }
}
