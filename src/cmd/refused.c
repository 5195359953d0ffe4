/* cmd/refused.c - options of virsh's that make no sense on Hyper-V, and why
 *
 * tests/cli/virsh-oracle.sh sees to it that no option of virsh's is missing in
 * both, the command's own and these.
 */
#include "cmd/refused.h"

const struct opt_refused refused_list[] = {
	{ "with-checkpoint",
	  "libvirt's checkpoints are for backups; see --with-snapshot" },
	{ "without-checkpoint",
	  "libvirt's checkpoints are for backups; see --without-snapshot" },
	{ 0 }
};

const struct opt_refused refused_version[] = {
	{ "daemon", "there is no daemon: hvsh asks the host itself" },
	{ 0 }
};

const struct opt_refused refused_start[] = {
	{ "console", "there is no console of text on Hyper-V" },
	{ "paused", "Hyper-V starts a domain running; see suspend" },
	{ "autodestroy", "a domain outlives the connection that started it" },
	{ "bypass-cache", "Hyper-V reads the file itself" },
	{ "pass-fds", "there is nothing on the host to pass descriptors to" },
	{ "reset-nvram", "Hyper-V keeps what the firmware keeps itself" },
	{ 0 }
};

const struct opt_refused refused_stop[] = {
	{ "mode", "Hyper-V knows one way, its integration services" },
	{ 0 }
};

const struct opt_refused refused_destroy[] = {
	{ "remove-logs", "there is no log of a domain to remove" },
	{ 0 }
};

const struct opt_refused refused_edit[] = {
	{ "skip-validate", "there is no schema to skip; what Hyper-V cannot do is an error" },
	{ 0 }
};

const struct opt_refused refused_managedsave[] = {
	{ "bypass-cache", "Hyper-V writes the file itself" },
	{ "running", "the next start goes on as it was" },
	{ "paused", "the next start goes on as it was" },
	{ 0 }
};

const struct opt_refused refused_undefine[] = {
	{ "wipe-storage", "the host deletes files, and overwrites none" },
	{ "delete-storage-volume-snapshots", "the disks of a domain's snapshots "
	  "are part of its storage" },
	{ "checkpoints-metadata", "a domain's snapshots go with it" },
	{ "nvram", "what the firmware keeps goes with the domain" },
	{ "keep-nvram", "what the firmware keeps goes with the domain" },
	{ "tpm", "what the TPM keeps goes with the domain" },
	{ "keep-tpm", "what the TPM keeps goes with the domain" },
	{ 0 }
};

const struct opt_refused refused_setvcpus[] = {
	{ "maximum", "Hyper-V has one number of processors, and no maximum beside it" },
	{ "guest", "Hyper-V does not ask the guest" },
	{ "hotpluggable", "Hyper-V does not add processors to a domain that runs" },
	{ 0 }
};

const struct opt_refused refused_attach_disk[] = {
	{ "driver", "Hyper-V has the image's driver itself" },
	{ "subdriver", "Hyper-V has the image's driver itself" },
	{ "cache", "Hyper-V decides itself how it caches" },
	{ "io", "Hyper-V decides itself how it reads and writes" },
	{ "iothread", "Hyper-V has its own threads" },
	{ "serial", "Hyper-V chooses a disk's serial number" },
	{ "wwn", "Hyper-V chooses a disk's names" },
	{ "alias", "Hyper-V names devices itself" },
	{ "rawio", "there is no such right on Hyper-V" },
	{ "multifunction", "there is no PCI bus to place a disk on" },
	{ "source-protocol", "disks are files or disks of the host" },
	{ "source-host-name", "disks are files or disks of the host" },
	{ "source-host-transport", "disks are files or disks of the host" },
	{ "source-host-socket", "disks are files or disks of the host" },
	{ 0 }
};

#define BYTES "Hyper-V limits operations, of 8 KiB each; see --total-iops-sec"
#define TOGETHER "Hyper-V counts reads and writes together"

const struct opt_refused refused_blkdeviotune[] = {
	{ "total-bytes-sec", BYTES },
	{ "total-bytes-sec-max", BYTES },
	{ "total-bytes-sec-max-length", BYTES },
	{ "read-bytes-sec", BYTES },
	{ "read-bytes-sec-max", BYTES },
	{ "read-bytes-sec-max-length", BYTES },
	{ "write-bytes-sec", BYTES },
	{ "write-bytes-sec-max", BYTES },
	{ "write-bytes-sec-max-length", BYTES },
	{ "read-iops-sec", TOGETHER },
	{ "read-iops-sec-max", TOGETHER },
	{ "read-iops-sec-max-length", TOGETHER },
	{ "write-iops-sec", TOGETHER },
	{ "write-iops-sec-max", TOGETHER },
	{ "write-iops-sec-max-length", TOGETHER },
	{ "total-iops-sec-max", "Hyper-V has one limit, --total-iops-sec" },
	{ "total-iops-sec-max-length",
	  "Hyper-V has one limit, --total-iops-sec" },
	{ "size-iops-sec", "Hyper-V counts an operation for every 8 KiB" },
	{ "group-name", "a limit is of one disk" },
	{ 0 }
};

const struct opt_refused refused_nodedev_list[] = {
	{ "tree", "Hyper-V tells disks alone, not what they hang on" },
	{ "inactive", "every disk that is told is active" },
	{ 0 }
};

const struct opt_refused refused_change_media[] = {
	{ "block", "hvsh gives a domain images, and no drive of the host" },
	{ 0 }
};

const struct opt_refused refused_attach_interface[] = {
	{ "target", "there is no device of the host behind an adapter" },
	{ "script", "no script is run on the host" },
	{ "inbound", "Hyper-V limits what an adapter sends, not what it "
	  "receives" },
	{ "alias", "Hyper-V names devices itself" },
	{ "managed", "no PCI device of the host is passed through" },
	{ "source-mode", "no device of the host is passed through" },
	{ 0 }
};

const struct opt_refused refused_domiftune[] = {
	{ "inbound", "Hyper-V limits what an adapter sends, not what it "
	  "receives" },
	{ 0 }
};

const struct opt_refused refused_snapshot_create[] = {
	{ "redefine", "a snapshot cannot be made up" },
	{ "current", "a new snapshot always is the current one" },
	{ "no-metadata", "Hyper-V keeps no metadata apart from the snapshot" },
	{ "disk-only", "Hyper-V's snapshots are of the whole domain" },
	{ "reuse-external", "Hyper-V names its files itself" },
	{ "atomic", "Hyper-V takes a snapshot whole or not at all" },
	{ "live", "Hyper-V decides itself if the guest pauses" },
	{ "validate", "of the XML only name and description are read" },
	{ "memspec", "Hyper-V names its files itself" },
	{ "diskspec", "Hyper-V names its files itself" },
	{ 0 }
};

const struct opt_refused refused_snapshot_current[] = {
	{ "snapshotname",
	  "what a domain is based on cannot be set; see snapshot-revert" },
	{ "security-info", "there are no secrets in it" },
	{ 0 }
};

const struct opt_refused refused_snapshot_delete[] = {
	{ "metadata", "Hyper-V keeps no metadata apart from the snapshot" },
	{ 0 }
};

const struct opt_refused refused_snapshot_dumpxml[] = {
	{ "security-info", "there are no secrets in it" },
	{ 0 }
};

const struct opt_refused refused_snapshot_edit[] = {
	{ "clone", "Hyper-V does not copy a snapshot" },
	{ 0 }
};

const struct opt_refused refused_snapshot_list[] = {
	{ "metadata", "Hyper-V keeps no metadata apart from the snapshot" },
	{ "no-metadata", "Hyper-V keeps no metadata apart from the snapshot" },
	{ "internal", "Hyper-V has one kind of place for snapshots" },
	{ "external", "Hyper-V has one kind of place for snapshots" },
	{ "disk-only", "Hyper-V's snapshots are of the whole domain" },
	{ 0 }
};

const struct opt_refused refused_snapshot_revert[] = {
	{ "force", "hvsh does not refuse to revert; see --yes" },
	{ "reset-nvram", "Hyper-V keeps what the firmware keeps itself" },
	{ 0 }
};

const struct opt_refused refused_screenshot[] = {
	{ "screen", "Hyper-V shows one screen of a domain" },
	{ 0 }
};

const struct opt_refused refused_domjobabort[] = {
	{ "postcopy", "Hyper-V does not migrate so" },
	{ 0 }
};

const struct opt_refused refused_domjobinfo[] = {
	{ "keep-completed", "Hyper-V decides itself how long it keeps a job" },
	{ "anystats", "what the host says of a job is shown" },
	{ "rawstats", "what the host says of a job is shown" },
	{ 0 }
};

const struct opt_refused refused_vol_create[] = {
	{ "prealloc-metadata", "it is of qcow2" },
	{ "validate", "what is not possible is an error anyway" },
	{ 0 }
};

const struct opt_refused refused_vol_create_as[] = {
	{ "prealloc-metadata", "it is of qcow2" },
	{ "backing-vol-format", "the host reads it from the file" },
	{ "print-xml", "there is no XML on the way to the host" },
	{ 0 }
};

const struct opt_refused refused_vol_clone[] = {
	{ "prealloc-metadata", "it is of qcow2" },
	{ "reflink", "the host decides how it copies" },
	{ "print-xml", "there is no XML on the way to the host" },
	{ 0 }
};

const struct opt_refused refused_vol_delete[] = {
	{ "delete-snapshots", "a domain's snapshots are deleted by snapshot-delete" },
	{ 0 }
};

const struct opt_refused refused_vol_resize[] = {
	{ "allocate", "Hyper-V allocates what is written" },
	{ 0 }
};
