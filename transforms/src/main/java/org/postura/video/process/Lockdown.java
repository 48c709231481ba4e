package org.postura.video.process;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;

/**
 * What a decoding process forbids itself, all its threads and for ever, before it sees the first
 * byte of a video: to open, name or change a file, to start a program, to make a connection, to
 * look into another process or to signal one. A video that takes the decoder over has its pipes and
 * its pictures then, and nothing else: neither the parent's environment, nor its memory, nor
 * anybody's files, whatever the user's rights are.
 *
 * <p>It is a seccomp filter, which any Linux since 3.17 has and any container may set. It lists
 * what is refused rather than what is allowed: a JVM needs too much for the latter.
 */
final class Lockdown {
  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final long SYS_SECCOMP = 317;
  private static final long SECCOMP_SET_MODE_FILTER = 1;

  /** For all threads of the process: those of the JVM are there already. */
  private static final long SECCOMP_FILTER_FLAG_TSYNC = 1;

  private static final int ALLOW = 0x7FFF0000;
  private static final int KILL = 0x80000000;
  private static final int ERRNO = 0x00050000;
  private static final int EPERM = 1;
  private static final int ENOSYS = 38;

  /** Offsets in what the filter sees of a call: its number, the architecture, its arguments. */
  private static final int NUMBER = 0;

  private static final int ARCHITECTURE = 4;
  private static final int FIRST_ARGUMENT = 16;

  private static final int X86_64 = 0xC000003E;

  /** Numbers from here on are those of the x32 interface, under which the calls have others. */
  private static final int X32 = 0x40000000;

  private static final int CLONE = 56;
  private static final int CLONE3 = 435;
  private static final int CLONE_THREAD = 0x10000;

  /** kill, tkill's successor tgkill, rt_sigqueueinfo and rt_tgsigqueueinfo: to oneself alone. */
  private static final int[] SIGNALS = {62, 234, 129, 297};

  /** By their numbers on x86-64. */
  private static final int[] REFUSED = {
    // open, creat, openat, openat2, open_by_handle_at, uselib
    2,
    85,
    257,
    437,
    304,
    134,
    // truncate, rename, renameat, renameat2, link, linkat, symlink, symlinkat, unlink, unlinkat
    76,
    82,
    264,
    316,
    86,
    265,
    88,
    266,
    87,
    263,
    // mkdir, mkdirat, rmdir, mknod, mknodat
    83,
    258,
    84,
    133,
    259,
    // chmod, fchmod, fchmodat, fchmodat2, chown, fchown, lchown, fchownat
    90,
    91,
    268,
    452,
    92,
    93,
    94,
    260,
    // utime, utimes, futimesat, utimensat, setxattr, lsetxattr, fsetxattr, removexattr and kin
    132,
    235,
    261,
    280,
    188,
    189,
    190,
    197,
    198,
    199,
    // socket, connect, bind, listen, accept, accept4, sendto, sendmsg, sendmmsg
    41,
    42,
    49,
    50,
    43,
    288,
    44,
    46,
    307,
    // fork, vfork, execve, execveat
    57,
    58,
    59,
    322,
    // ptrace, process_vm_readv, process_vm_writev, process_madvise, kcmp
    101,
    310,
    311,
    440,
    312,
    // tkill, which names a thread and no process; pidfd_send_signal, pidfd_open, pidfd_getfd
    200,
    424,
    434,
    438,
    // setuid and kin, capset, chroot, pivot_root, unshare, setns, personality
    105,
    106,
    113,
    114,
    117,
    119,
    122,
    123,
    116,
    126,
    161,
    155,
    272,
    308,
    135,
    // mount, umount2, open_tree, move_mount, fsopen, fsconfig, fsmount, fspick, mount_setattr
    165,
    166,
    428,
    429,
    430,
    431,
    432,
    433,
    442,
    // swapon, swapoff, reboot, sethostname, setdomainname, init_module, finit_module, delete_module
    167,
    168,
    169,
    170,
    171,
    175,
    313,
    176,
    // kexec_load, kexec_file_load, iopl, ioperm, acct, quotactl, settimeofday, clock_settime
    246,
    320,
    172,
    173,
    163,
    179,
    164,
    227,
    // setpriority, sched_setparam, sched_setscheduler, sched_setaffinity, sched_setattr, ioprio_set
    141,
    142,
    144,
    203,
    314,
    251,
    // migrate_pages, move_pages
    256,
    279,
    // keyctl, add_key, request_key, bpf, perf_event_open, userfaultfd, io_uring_setup and kin
    250,
    248,
    249,
    321,
    298,
    323,
    425,
    426,
    427,
    // mq_open, shmget, shmat, semget, msgget, prlimit64
    240,
    29,
    30,
    64,
    68,
    302,
  };

  private Lockdown() {}

  /**
   * Locks this process down, as far as the system lets it.
   *
   * @param dry whether to load all that is needed for it and stop there
   * @return whether it is locked down now
   */
  static boolean install(boolean dry) {
    if (!Platform.isLinux() || !Platform.isIntel() || !Platform.is64Bit()) {
      return false;
    }
    Memory program = program(ProcessHandle.current().pid());
    // struct sock_fprog: how many instructions, and where.
    Memory filter = new Memory(16);
    filter.clear();
    filter.setShort(0, (short) (program.size() / FilterProgram.INSTRUCTION_BYTES));
    filter.setPointer(8, program);
    Function prctl = Function.getFunction("c", "prctl");
    Function syscall = Function.getFunction("c", "syscall");
    if (dry) {
      return false;
    }
    NativeLong none = new NativeLong(0);
    Object[] noNewPrivileges = {PR_SET_NO_NEW_PRIVS, new NativeLong(1), none, none, none};
    Object[] seccomp = {
      new NativeLong(SYS_SECCOMP),
      new NativeLong(SECCOMP_SET_MODE_FILTER),
      new NativeLong(SECCOMP_FILTER_FLAG_TSYNC),
      filter
    };
    return prctl.invokeInt(noNewPrivileges) == 0 && syscall.invokeLong(seccomp) == 0;
  }

  private static Memory program(long pid) {
    FilterProgram code = new FilterProgram();
    code.load(ARCHITECTURE);
    code.unlessEqual(X86_64).give(KILL);
    code.load(NUMBER);
    code.ifAtLeast(X32).give(ERRNO | EPERM);
    // glibc falls back to clone, whose flags can be seen.
    code.ifEqual(CLONE3).give(ERRNO | ENOSYS);
    for (int number : REFUSED) {
      code.ifEqual(number).give(ERRNO | EPERM);
    }
    code.skipUnlessEqual(CLONE, 4);
    code.load(FIRST_ARGUMENT);
    code.unlessAnyBit(CLONE_THREAD).give(ERRNO | EPERM);
    code.give(ALLOW);
    for (int number : SIGNALS) {
      code.skipUnlessEqual(number, 4);
      code.load(FIRST_ARGUMENT);
      code.unlessEqual((int) pid).give(ERRNO | EPERM);
      code.give(ALLOW);
    }
    code.give(ALLOW);
    return code.memory();
  }
}
