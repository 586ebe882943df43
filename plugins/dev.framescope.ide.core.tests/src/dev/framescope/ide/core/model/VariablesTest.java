package dev.framescope.ide.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.space.MemoryArea;
import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.ide.core.examples.ExampleProject;
import dev.framescope.ide.core.fixture.DebugEvents;
import dev.framescope.ide.core.fixture.SampleWorkspace;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.eclipse.debug.core.model.IVariable;
import org.eclipse.debug.core.model.IWatchExpressionResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Variables, expressions and registers of the samples, as the platform's views ask for them. */
class VariablesTest {
    private SampleWorkspace sample;
    private DebugEvents events;

    @BeforeEach
    void listen() {
        events = new DebugEvents();
    }

    @AfterEach
    void removeSample() throws CoreException {
        events.close();
        sample.close();
    }

    @Test
    void aFrameHasItsVariablesWithTypesAndValues() throws CoreException {
        KernelStackFrame caller = stoppedIn("allocFrame", 1);

        List<String> names = Arrays.stream(caller.getVariables()).map(this::name).toList();

        assertTrue(caller.hasVariables());
        assertEquals(List.of("frame1", "frame2", "frame3"), names);
        assertEquals("usize", variable(caller, "frame1").getReferenceTypeName());
    }

    @Test
    void aChangedValueIsMarkedAgainstTheStopBefore() throws CoreException {
        KernelStackFrame frame = stoppedIn("testAllocator", 0);
        assertFalse(variable(frame, "frame1").hasValueChanged());
        String before = variable(frame, "frame1").getValue().getValueString();

        step(frame.getThread());

        KernelVariable frame1 = variable(frame, "frame1");
        assertNotEquals(before, frame1.getValue().getValueString());
        assertTrue(frame1.hasValueChanged());
        step(frame.getThread());
        assertFalse(variable(frame, "frame1").hasValueChanged());
    }

    @Test
    void aVariableCanBeChangedByAnExpression() throws CoreException {
        KernelStackFrame frame = stoppedIn("testAllocator", 0);
        KernelVariable frame1 = variable(frame, "frame1");
        assertTrue(frame1.supportsValueModification());
        assertFalse(frame1.verifyValue(" "));

        frame1.setValue("0x1000 + sizeof(usize)");

        events.next(DebugEvent.CHANGE, HartThread.class);
        assertEquals("4104", variable(frame, "frame1").getValue().getValueString());
        assertTrue(variable(frame, "frame1").hasValueChanged());
        DebugException refused =
                assertThrows(DebugException.class, () -> frame1.setValue("no_such_name"));
        assertTrue(refused.getMessage().contains("no_such_name"), refused.getMessage());
    }

    @Test
    void aLongArrayIsShownInPortions() throws CoreException {
        KernelStackFrame frame = stoppedIn("testAllocator", 0);

        KernelIndexedValue comb =
                assertInstanceOf(KernelIndexedValue.class, frame.evaluate("comb").join());

        assertEquals(384, comb.getSize());
        assertEquals("[383]", comb.getVariable(383).getName());
        IVariable[] some = comb.getVariables(100, 100);
        assertEquals(100, some.length);
        assertEquals("[100]", some[0].getName());
        assertEquals("[199]", some[99].getName());
    }

    @Test
    void partsOfAStructureAreItsChildren() throws CoreException {
        KernelStackFrame frame = stoppedIn("allocFrame", 0);

        KernelValue allocator = frame.evaluate("frameAllocator").join();

        assertTrue(allocator.hasVariables());
        assertEquals("allocator", allocator.parts().getLast().getName());
        assertEquals(
                List.of("alloc", "dealloc"),
                allocator.parts().getLast().getValue().parts().stream()
                        .map(KernelVariable::getName)
                        .toList());
        assertTrue(ValueDetails.of(allocator).join().contains("\n  allocator = "));
    }

    @Test
    void numbersAreShownAsThePersonHasChosen() throws CoreException {
        KernelStackFrame frame = stoppedIn("testAllocator", 0);
        KernelVariable frame1 = variable(frame, "frame1");
        frame1.setValue("255");
        events.next(DebugEvent.CHANGE, HartThread.class);
        String key = frame1.getValue().key();
        try {
            ValueViews.set(key, ValueView.USUAL.withFormat(Optional.of(ValueFormat.HEX)));
            show(frame);
            assertEquals("0xff", variable(frame, "frame1").getValue().getValueString());

            ValueViews.set(key, ValueView.USUAL.withCast("signed char"));
            show(frame);
            assertEquals("signed char", variable(frame, "frame1").getReferenceTypeName());

            ValueViews.set(key, ValueView.USUAL.withCast("no_such_type"));
            show(frame);
            assertEquals("255", variable(frame, "frame1").getValue().getValueString());
        } finally {
            ValueViews.set(key, ValueView.USUAL);
        }
    }

    @Test
    void aWatchedExpressionHasAValueOrAProblemInWords() throws Exception {
        KernelStackFrame frame = stoppedIn("testAllocator", 0);

        IWatchExpressionResult sum = watch("1 + 2", frame);
        IWatchExpressionResult wrong = watch("nothing_such + 1", frame);

        assertEquals("3", sum.getValue().getValueString());
        assertFalse(sum.hasErrors());
        assertFalse(wrong.getValue().isAllocated());
        assertTrue(
                wrong.getValue().getValueString().contains("nothing_such"),
                wrong.getValue().getValueString());
    }

    @Test
    void registersAreInGroupsWithFieldsAndCanBeChanged() throws CoreException {
        KernelStackFrame frame = stoppedIn("allocFrame", 0);
        assertEquals(
                List.of("General", "Floating point", "Supervisor", "Machine"),
                Arrays.stream(frame.getRegisterGroups()).map(this::name).limit(4).toList());
        KernelRegister satp = register(frame, "satp");
        assertTrue(satp.getValue().getValueString().endsWith(" (bare)"));
        assertEquals(
                List.of("PPN", "ASID", "MODE"),
                satp.getValue().parts().stream().map(KernelVariable::getName).toList());
        assertFalse(register(frame, "zero").supportsValueModification());
        assertFalse(register(frame, "a0").hasValueChanged());

        register(frame, "a0").setValue("0x1234");

        events.next(DebugEvent.CHANGE, HartThread.class);
        assertEquals("0x0000000000001234", register(frame, "a0").getValue().getValueString());
        assertTrue(register(frame, "a0").hasValueChanged());
        assertFalse(register(frame, "pc").hasValueChanged());
    }

    @Test
    void anOuterFrameHasTheRegistersThatWereSavedForIt() throws CoreException {
        KernelStackFrame frame = stoppedIn("allocFrame", 1);

        assertFalse(register(frame, "a0").getValue().isAllocated());
        assertTrue(register(frame, "s0").getValue().isAllocated());
        assertEquals(
                String.format("0x%016x", frame.frame().sp()),
                register(frame, "sp").getValue().getValueString());
    }

    @Test
    void aStackGoesOnInTheUserProgramThatTheKernelServes() throws CoreException {
        KernelStackFrame kernel = stoppedIn("sysWrite", 0);

        KernelStackFrame user =
                Arrays.stream(kernel.getThread().getStackFrames())
                        .map(KernelStackFrame.class::cast)
                        .filter(frame -> frame.getName().endsWith(" <trap from U-mode>"))
                        .findFirst()
                        .orElseThrow();

        assertTrue(user.getName().matches("frames-c-(primes|sort)\\.elf: .*"), user.getName());
        long sp = user.frame().sp();
        var stack = user.getDebugTarget().getExtendedMemoryBlock("sp", user);
        assertEquals(BigInteger.valueOf(sp), stack.getBigBaseAddress());
        assertTrue(stack.getBytesFromOffset(BigInteger.ZERO, 1)[0].isReadable());
        assertInstanceOf(MemoryArea.Space.class, ((KernelMemoryBlock) stack).area());
        assertFalse(
                user.getDebugTarget()
                        .getExtendedMemoryBlock("sp", kernel)
                        .getBigBaseAddress()
                        .equals(stack.getBigBaseAddress()));
    }

    @Test
    void rustIsShownAsRust() throws CoreException {
        sample = new SampleWorkspace(ExampleProject.FRAMES_RUST);
        sample.debug();
        HartThread hart = events.next(DebugEvent.SUSPEND, DebugEvent.BREAKPOINT, HartThread.class);
        hart.stepOver();
        events.next(DebugEvent.SUSPEND, DebugEvent.STEP_END, HartThread.class);

        KernelVariable ret = variable(hart.getTopStackFrame(), "ret");

        assertTrue(ret.getReferenceTypeName().endsWith("Option<usize>"));
        assertTrue(ret.getValue().getValueString().startsWith("Some("), ret.toString());
    }

    private KernelStackFrame stoppedIn(String function, int level) throws CoreException {
        sample = new SampleWorkspace();
        sample.debugStoppingAt(function);
        HartThread hart = events.next(DebugEvent.SUSPEND, DebugEvent.BREAKPOINT, HartThread.class);
        return (KernelStackFrame) hart.getStackFrames()[level];
    }

    private void step(HartThread hart) {
        hart.stepOver();
        events.next(DebugEvent.SUSPEND, DebugEvent.STEP_END, HartThread.class);
    }

    private void show(KernelStackFrame frame) {
        frame.getDebugTarget().refresh();
        events.next(DebugEvent.CHANGE, HartThread.class);
    }

    private static IWatchExpressionResult watch(String expression, KernelStackFrame frame)
            throws Exception {
        CompletableFuture<IWatchExpressionResult> result = new CompletableFuture<>();
        new KernelWatchDelegate().evaluateExpression(expression, frame, result::complete);
        return result.get(10, TimeUnit.SECONDS);
    }

    private static KernelVariable variable(KernelStackFrame frame, String name)
            throws DebugException {
        return Arrays.stream(frame.getVariables())
                .map(KernelVariable.class::cast)
                .filter(variable -> variable.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static KernelRegister register(KernelStackFrame frame, String name)
            throws DebugException {
        return Arrays.stream(frame.getRegisterGroups())
                .map(KernelRegisterGroup.class::cast)
                .flatMap(group -> group.registers().stream())
                .filter(register -> register.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String name(Object element) {
        try {
            return element instanceof IRegisterGroup group
                    ? group.getName()
                    : ((IVariable) element).getName();
        } catch (DebugException e) {
            throw new CompletionException(e);
        }
    }
}
