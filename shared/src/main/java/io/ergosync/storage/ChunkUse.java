package io.ergosync.storage;

/** What slices of a patch or of a large value are good for. */
public enum ChunkUse {
  /**
   * A settled record's value is in them. When the record is replaced, the table's stream tells of
   * it.
   */
  VALUE,

  /**
   * They are needed, or may yet be, for what the dataset's head holds: ask again when that is
   * settled.
   */
  UNDECIDED,

  /**
   * Nothing points at them, and no process that begins now will make it so. One that runs already
   * might.
   */
  UNUSED,

  /** Nothing points at them but their own writer, if that is still running. */
  ABANDONED
}
