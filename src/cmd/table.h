/* cmd/table.h - all commands there are */
#ifndef HVSH_CMD_TABLE_H
#define HVSH_CMD_TABLE_H

struct cmd_table;

extern const struct cmd_table cmd_table;

#endif
