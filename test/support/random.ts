import fc from 'fast-check';

/**
 * fast-check with one seed for every run, so that a result can be repeated anywhere. To search further, give another one:
 * `FC_SEED=$RANDOM npm run test:unit`.
 */
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_261_122) });

export default fc;
