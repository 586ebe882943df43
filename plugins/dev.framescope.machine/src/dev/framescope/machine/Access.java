package dev.framescope.machine;

/** What a hart wants of an address. */
public enum Access {
    FETCH,
    LOAD,
    STORE
}
