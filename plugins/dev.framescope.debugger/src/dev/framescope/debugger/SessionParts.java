package dev.framescope.debugger;

import dev.framescope.debugger.expression.Expressions;
import dev.framescope.debugger.program.Programs;
import dev.framescope.debugger.space.AddressSpaces;
import dev.framescope.debugger.stack.Stacks;
import dev.framescope.machine.Machine;

/**
 * What a session is made of, beneath its breakpoints and its runs.
 *
 * @param machine what is debugged
 * @param programs what it runs
 * @param spaces the page tables it has used
 * @param stacks finds the call stacks
 * @param expressions evaluates what users ask for
 * @param frames stops at what the frame allocator does
 * @param listeners who is told
 */
record SessionParts(
        Machine machine,
        Programs programs,
        AddressSpaces spaces,
        Stacks stacks,
        Expressions expressions,
        FrameStops frames,
        SessionListeners listeners) {}
