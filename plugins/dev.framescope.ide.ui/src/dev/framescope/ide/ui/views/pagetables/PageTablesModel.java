package dev.framescope.ide.ui.views.pagetables;

import dev.framescope.insight.HartSummary;
import dev.framescope.insight.InsightSnapshot;
import dev.framescope.insight.frames.FrameMap;
import dev.framescope.insight.paging.PageTables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The address spaces that can be shown; first the selected hart's. What is as it was in the model
 * before is the same object as there. Immutable.
 */
final class PageTablesModel {
    private final InsightSnapshot insight;
    private final FrameMap frames;
    private final List<PageTables> spaces = new ArrayList<>();

    /**
     * @param before the model that was shown before, of the same kernel or of another
     */
    PageTablesModel(InsightSnapshot insight, Optional<PageTablesModel> before) {
        this.insight = insight;
        frames =
                before.map(PageTablesModel::frames)
                        .filter(insight.frames()::sameStates)
                        .orElse(insight.frames());
        spaces.add(insight.pageTables());
        insight.frames().addressSpaces().stream()
                .filter(space -> space.satp() != insight.pageTables().satp())
                .filter(space -> space.mode().translates())
                .forEach(spaces::add);
        before.ifPresent(
                model ->
                        spaces.replaceAll(
                                now -> model.space(now.satp()).filter(now::sameAs).orElse(now)));
    }

    /** The selected hart's address space, then the others. */
    List<PageTables> spaces() {
        return spaces;
    }

    /** The address space of that register value; empty if it is not known any more. */
    Optional<PageTables> space(long satp) {
        return spaces.stream().filter(space -> space.satp() == satp).findFirst();
    }

    FrameMap frames() {
        return frames;
    }

    InsightSnapshot insight() {
        return insight;
    }

    /** The names of {@link #spaces}, for a list. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (PageTables space : spaces) {
            String name = nameOf(space);
            names.add(names.isEmpty() ? "hart " + insight.hart() + ": " + name : name);
        }
        return names;
    }

    private static String nameOf(PageTables space) {
        return switch (space.mode()) {
            case BARE -> "paging is off";
            case SV39, SV48, SV57 ->
                    "root " + TableNodes.hex(space.rootPpn()) + ", ASID " + space.asid();
            case UNSUPPORTED -> "satp in an unknown mode";
        };
    }

    /** One line about an address space. */
    String describe(PageTables space) {
        StringBuilder text = new StringBuilder();
        switch (space.mode()) {
            case BARE -> text.append("Paging is off (satp = 0): all addresses are physical.");
            case SV39, SV48, SV57 -> {
                text.append("satp ").append(TableNodes.hex(space.satp()));
                text.append(" · ").append(space.mode().label());
                text.append(" · ").append(space.tablePpns().size()).append(" tables");
                text.append(", ").append(space.ranges().size()).append(" ranges");
            }
            case UNSUPPORTED ->
                    text.append("satp ")
                            .append(TableNodes.hex(space.satp()))
                            .append(" selects a mode that this machine does not have.");
        }
        if (space == spaces.getFirst()) {
            insight.harts().stream()
                    .filter(hart -> hart.id() == insight.hart())
                    .findFirst()
                    .map(HartSummary::privilege)
                    .ifPresent(mode -> text.append(" · ").append(mode.letter()).append("-mode"));
        }
        if (space.mode().translates()) {
            space.problems().forEach(problem -> text.append("\n").append(problem));
        }
        return text.toString();
    }
}
