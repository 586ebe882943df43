package dev.framescope.ide.ui.editor.syntax;

import dev.framescope.machine.isa.Registers;

import java.util.HashSet;
import java.util.Set;

/** The languages' words. */
final class Words {
    /** C23, C++23, and what compilers for kernels add. */
    static final Set<String> C_KEYWORDS =
            of(
                    """
                    alignas alignof asm auto break case catch class const consteval constexpr
                    constinit const_cast continue co_await co_return co_yield decltype default
                    delete do dynamic_cast else enum explicit export extern false final for friend
                    goto if inline mutable namespace new noexcept nullptr operator override private
                    protected public register reinterpret_cast requires restrict return sizeof
                    static static_assert static_cast struct switch template this thread_local throw
                    true try typedef typeid typename typeof union using virtual volatile while
                    _Alignas _Alignof _Atomic _Generic _Noreturn _Static_assert _Thread_local
                    __asm__ __attribute__ __extension__ __inline __inline__ __restrict __typeof__
                    __volatile__ NULL
                    """);

    static final Set<String> C_TYPES =
            of(
                    """
                    bool char char8_t char16_t char32_t double float int long short signed unsigned
                    void wchar_t _Bool _Complex int8_t int16_t int32_t int64_t uint8_t uint16_t
                    uint32_t uint64_t intptr_t uintptr_t size_t ssize_t ptrdiff_t off_t int8 int16
                    int32 int64 uint8 uint16 uint32 uint64 uint uchar ushort ulong usize isize u8
                    u16 u32 u64 i8 i16 i32 i64 s8 s16 s32 s64
                    """);

    static final Set<String> RUST_KEYWORDS =
            of(
                    """
                    as async await break const continue crate dyn else enum extern false fn for gen
                    if impl in let loop match mod move mut pub ref return self Self static struct
                    super trait true type union unsafe use where while abstract become box do final
                    macro override priv try typeof unsized virtual yield macro_rules
                    """);

    static final Set<String> RUST_TYPES =
            of(
                    """
                    bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize Option
                    Result String Vec Box Rc Arc Cell RefCell Mutex Some None Ok Err
                    """);

    static final Set<String> LINKER_KEYWORDS =
            of(
                    """
                    ABSOLUTE ADDR ALIGN ALIGNOF ASSERT AT BYTE CONSTRUCTORS COPY DATA_SEGMENT_ALIGN
                    DATA_SEGMENT_END DATA_SEGMENT_RELRO_END DEFINED DSECT ENTRY EXCLUDE_FILE EXTERN
                    FILEHDR FILL FLAGS FORCE_COMMON_ALLOCATION GROUP HIDDEN INCLUDE INFO INPUT INSERT
                    KEEP LENGTH LOADADDR LOG2CEIL LONG MAX MEMORY MIN NEXT NOCROSSREFS NOLOAD
                    ONLY_IF_RO ONLY_IF_RW ORIGIN OUTPUT OUTPUT_ARCH OUTPUT_FORMAT OVERLAY PHDRS
                    PROVIDE PROVIDE_HIDDEN QUAD REGION_ALIAS SEARCH_DIR SECTIONS SEGMENT_START SHORT
                    SIZEOF SIZEOF_HEADERS SORT SORT_BY_ALIGNMENT SORT_BY_INIT_PRIORITY SORT_BY_NAME
                    SQUAD STARTUP SUBALIGN TARGET VERSION
                    """);

    static final Set<String> REGISTERS = registers();

    private Words() {}

    private static Set<String> of(String words) {
        return Set.of(words.strip().split("\\s+"));
    }

    private static Set<String> registers() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 32; i++) {
            names.add("x" + i);
            names.add("f" + i);
            names.add(Registers.name(i));
            names.add(Registers.floatName(i));
        }
        names.add("fp");
        return Set.copyOf(names);
    }
}
