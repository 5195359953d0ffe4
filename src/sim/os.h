/* sim/os.h - the Windows that the host says it is */
#ifndef HVSH_SIM_OS_H
#define HVSH_SIM_OS_H

struct sim_host;

/* Win32_OperatingSystem and its like; LocalDateTime follows the clock. */
void sim_make_os(struct sim_host *h);
void sim_os_clock(struct sim_host *h);
/* The services, the host's own row and the store get the new name. */
void sim_rename_host(struct sim_host *h, const char *name);

#endif
