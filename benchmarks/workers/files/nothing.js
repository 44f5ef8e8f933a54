require('node:worker_threads');
